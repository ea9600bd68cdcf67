package dev.oneoff.admin.ledger;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunControlTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final List<String> said = new ArrayList<>();
  private long run;

  @BeforeEach
  void ledger() throws Exception {
    LedgerTables.create(database);
    run =
        new Ledger(database.database())
            .begin(NewRun.of("export", List.of("Customer"), Optional.empty()));
  }

  @Test
  void progressIsRecordedWhileTheRunContinues() throws Exception {
    try (RunControl control = control()) {
      control.total(10);
      control.progress(3, 1);

      awaitRun("RUNNING | 3 | 1 | 10");
      control.progress(4, 1);
    }
    awaitRun("RUNNING | 4 | 1 | 10");
  }

  @Test
  void aPausedRunWaitsUntilItIsResumed() throws Exception {
    try (RunControl control = control()) {
      control.progress(3, 0);
      ask(RunRequest.PAUSE);
      Awaitility.await().until(control::asked);
      List<String> rested = new ArrayList<>();
      CompletableFuture<Boolean> waiting =
          CompletableFuture.supplyAsync(() -> safePoint(control, () -> rested.add("rested")));
      awaitRun("PAUSED | 3 | 0");
      ask(RunRequest.RESUME);

      assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
      assertThat(rested).containsExactly("rested");
      awaitRun("RUNNING | 3 | 0");
      assertThat(safePoint(control, () -> rested.add("again"))).isFalse();
      assertThat(said)
          .containsExactly(
              "Paused, with 3 items done. 'runs resume "
                  + run
                  + "' resumes it, 'runs cancel "
                  + run
                  + "' ends it.",
              "Continuing.");
    }
  }

  @Test
  void aCancelledRunEndsAtItsNextSafePoint() throws Exception {
    try (RunControl control = control()) {
      ask(RunRequest.CANCEL);
      Awaitility.await().until(control::asked);

      assertThatThrownBy(() -> control.safePoint(() -> {}))
          .is(because(Cause.REFUSED))
          .hasMessage("Run " + run + " was cancelled, with 0 items done.");
      awaitRun("CANCELLED | 0 | 0");
    }
  }

  @Test
  void anUnrecordedRunOnlyHearsSignals() throws Exception {
    dev.oneoff.admin.Interruption interruption = TestConsole.interruption();
    RunControl control = RunControl.unrecorded(interruption);
    try (dev.oneoff.admin.Interruption.Hold hold = interruption.hold()) {
      assertThat(control.safePoint(() -> {})).isFalse();
      interruption.request();

      assertThatThrownBy(() -> control.safePoint(() -> {})).is(because(Cause.INTERRUPTED));
    }
  }

  private RunControl control() {
    return RunControl.of(database.database(), run, TestConsole.interruption(), said::add);
  }

  private void ask(RunRequest request) throws Exception {
    assertThat(new TaskRuns(database.database()).ask(run, request)).isTrue();
  }

  private static boolean safePoint(RunControl control, RunControl.Rest rest) {
    try {
      return control.safePoint(rest);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void awaitRun(String row) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        database.query(
                            "select concat_ws(' | ', status, processed, failed, total) from"
                                + " admin_run"))
                    .containsExactly(row));
  }
}
