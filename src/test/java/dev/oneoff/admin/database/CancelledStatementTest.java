package dev.oneoff.admin.database;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelledStatementTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aTimeoutIsAFailureThatNamesTheLimit() throws Exception {
    SQLException e = cancelled("set statement_timeout = 10");

    assertThat(CancelledStatement.explain(e, "10ms (a-key)"))
        .is(because(AdminException.Cause.FAILED))
        .hasMessage("It took longer than 10ms (a-key).");
  }

  @Test
  void aStatementThatSomebodyCancelledCanBeRetried() throws Exception {
    SQLException e =
        cancelled(
            """
            create function cancel_me() returns void language plpgsql as
              $$ begin perform pg_cancel_backend(pg_backend_pid()); perform pg_sleep(60); end $$
            """);

    assertThat(CancelledStatement.explain(e))
        .is(because(AdminException.Cause.INTERRUPTED))
        .hasMessage("The statement was cancelled: canceling statement due to user request.");
  }

  @ParameterizedTest
  @CsvSource({
    "FEHLER: storniere Anfrage wegen Zeitüberschreitung der Anfrage, true",
    "FEHLER: storniere Anfrage wegen Benutzeraufforderung, false",
    "ОШИБКА: выполнение оператора отменено из-за тайм-аута, true",
    "ОШИБКА: выполнение оператора отменено по запросу пользователя, false",
    "ERROR: canceling statement due to user request, false",
    "ERROR: what an extension says, false",
  })
  void theServersLanguageDoesNotMatter(String words, boolean time) {
    assertThat(CancelledStatement.tookTooLong(new SQLException(words, "57014"))).isEqualTo(time);
  }

  @Test
  void anotherCodeIsNotACancellation() {
    assertThat(CancelledStatement.in(new Exception(new SQLException("lock timeout", "55P03"))))
        .isEmpty();
  }

  private SQLException cancelled(String before) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      String slow = before.contains("cancel_me") ? "select cancel_me()" : "select pg_sleep(60)";
      return catchThrowableOfType(SQLException.class, () -> statement.execute(slow));
    }
  }
}
