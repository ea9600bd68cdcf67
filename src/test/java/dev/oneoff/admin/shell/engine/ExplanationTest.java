package dev.oneoff.admin.shell.engine;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.DatabaseFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void aStatementThatSomebodyCancelledBlamesNoLimit() {
    assertThat(
            Explanation.of(
                cancelled("canceling statement due to user request"),
                "Line 3",
                DatabaseFailure.anywhere(),
                false))
        .is(because(AdminException.Cause.INTERRUPTED))
        .hasMessage("Line 3 was cancelled by PostgreSQL: canceling statement due to user request.");
  }

  @Test
  void aStatementThatTookTooLongNamesTheLimit() {
    assertThat(
            Explanation.of(
                cancelled("canceling statement due to statement timeout"),
                "Line 3",
                DatabaseFailure.anywhere(),
                false))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageEndingWith("is oneoff.console.statement-timeout.");
  }

  private static Exception cancelled(String words) {
    return new IllegalStateException("Hibernate's", new SQLException("ERROR: " + words, "57014"));
  }
}
