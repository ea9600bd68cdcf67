package dev.oneoff.admin.shell.engine;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.DatabaseFailure;
import jakarta.persistence.TransactionRequiredException;
import java.sql.SQLException;
import org.hibernate.query.SemanticException;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void aCancelledStatementDoesNotBlameALimit() {
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

  @Test
  void aMissingTransactionIsExplained() {
    assertThat(failed(new TransactionRequiredException("No active transaction for update")))
        .hasMessage(
            "Line 1 failed: TransactionRequiredException: it writes, and that needs a"
                + " transaction: put it in tx(() -> …)");
  }

  @Test
  void theGeneratedWrapperClassIsNotNamed() {
    assertThat(failed(new NullPointerException("because \"REPL.$JShell$38.n\" is null")))
        .hasMessage("Line 1 failed: NullPointerException: because \"n\" is null");
  }

  @Test
  void aRejectedHqlTimeShowsTheRightForm() {
    assertThat(
            failed(
                new SemanticException(
                    "Cannot compare left expression of type 'java.time.Instant' with right"
                        + " expression of type 'java.lang.String'",
                    "from Order")))
        .hasMessageEndingWith(
            ". HQL writes a point in time as datetime 2026-01-31 12:00Z, without quotes; or write"
                + " ?1"
                + " and pass the value");
  }

  private static RuntimeException failed(Exception e) {
    return Explanation.of(e, "Line 1", DatabaseFailure.anywhere(), true);
  }

  private static Exception cancelled(String words) {
    return new IllegalStateException("Hibernate's", new SQLException("ERROR: " + words, "57014"));
  }
}
