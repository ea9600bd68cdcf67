package dev.oneoff.admin.transfer;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.record.RecordedRuns;
import dev.oneoff.admin.database.Database;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerProgressTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();

  @BeforeEach
  void makeTheLedger() throws Exception {
    ToolkitChangesets.makeTables(database);
  }

  @Test
  void countsContinueFromAnEarlierAttempt() throws Exception {
    ExitCode code =
        record(
            invocation -> {
              try (LedgerProgress progress = reported(invocation, 40)) {
                progress.advance(2);
              }
              return ExitCode.DONE;
            });
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(database.query("select status || ' ' || processed from admin_run"))
        .containsExactly("DONE 42");
  }

  @Test
  void aCancelledRunEndsAtTheNextRow() throws Exception {
    assertThatThrownBy(
            () ->
                record(
                    invocation -> {
                      database.execute("update admin_run set request = 'CANCEL'");
                      try (LedgerProgress progress = reported(invocation, 0)) {
                        goOn(progress);
                      }
                      return ExitCode.DONE;
                    }))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("was cancelled");
    assertThat(database.query("select status from admin_run")).containsExactly("CANCELLED");
  }

  private static void goOn(LedgerProgress progress) {
    await()
        .pollInSameThread()
        .atMost(SOON)
        .until(
            () -> {
              progress.advance(1);
              return false;
            });
  }

  private static LedgerProgress reported(Invocation invocation, long done) {
    return new LedgerProgress(
        invocation.console().progress("rows", OptionalLong.empty(), done), invocation, done);
  }

  private ExitCode record(Invocation.Body body) throws Exception {
    Database known = database.database("oneoff.environment", "test");
    return RecordedRuns.run(
        console,
        known,
        "import",
        invocation -> {
          invocation.begins();
          return body.run(invocation);
        });
  }
}
