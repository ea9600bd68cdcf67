package dev.oneoff.admin.ledger;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private Ledger ledger;

  @BeforeEach
  void open() throws Exception {
    ledger = new Ledger(database.database("oneoff.actor", "alice"));
    assertThat(ledger.present()).isFalse();
    LedgerTables.create(database);
    assertThat(ledger.present()).isTrue();
  }

  @Test
  void whatIsWrittenCanBeRead() throws Exception {
    long id =
        ledger.begin(
            new NewRun(
                "fix backfill-slugs",
                Optional.of("backfill-slugs"),
                List.of("--since", "2024 \"or\" so"),
                Optional.of("abc"),
                true,
                Optional.of("a reason"),
                Optional.of("test"),
                OptionalLong.of(3),
                OptionalLong.empty()));

    Run run = ledger.get(id);
    assertThat(run.command()).isEqualTo("fix backfill-slugs");
    assertThat(run.task()).contains("backfill-slugs");
    assertThat(run.arguments()).containsExactly("--since", "2024 \"or\" so");
    assertThat(run.dryRun()).isTrue();
    assertThat(run.reason()).contains("a reason");
    assertThat(run.claimedActor()).contains("alice");
    assertThat(run.actor()).endsWith("@" + run.host()).doesNotContain("alice");
    assertThat(run.databaseUser()).isEqualTo(database.user());
    assertThat(run.retryOf()).hasValue(3);
    assertThat(run.undoOf()).isEmpty();
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.endedAt()).isEmpty();
    assertThat(run.total()).isEmpty();
  }

  @Test
  void aRunChangesOnlyToAllowedStates() throws Exception {
    long id = ledger.begin(LedgerTables.run("fix a"));

    assertThat(ledger.move(id, RunStatus.INTERRUPTED, ExitCode.TRY_AGAIN, "Interrupted.")).isTrue();
    assertThat(ledger.get(id).endedAt()).isPresent();
    assertThat(ledger.move(id, RunStatus.DONE, ExitCode.DONE, null)).isFalse();
    assertThat(ledger.move(id, RunStatus.RUNNING, null, null)).isTrue();
    assertThat(ledger.get(id).endedAt()).isEmpty();
    assertThat(ledger.get(id).exitCode()).isEmpty();
    assertThat(ledger.move(id, RunStatus.DONE, ExitCode.DONE, "Done.")).isTrue();
    assertThat(ledger.get(id).message()).contains("Done.");
    assertThat(ledger.move(id, RunStatus.CANCELLED, ExitCode.REFUSED, null)).isFalse();
  }

  @Test
  void aRunIsInvisibleBeforeItsFirstSignOfLife() throws Exception {
    long id =
        ledger.begin(
            LedgerTables.run("migrate"),
            Duration.ofHours(1),
            (connection, given) -> assertThat(ledger.find(given)).isEmpty());

    assertThat(
            database.query(
                "select started_at < current_timestamp - interval '59 min' from admin_run"))
        .containsExactly("t");
    assertThat(ledger.find(id)).isPresent();
  }

  @Test
  void anUnknownRunNumberIsNamed() {
    assertThatThrownBy(() -> ledger.get(7))
        .is(because(Cause.USAGE))
        .hasMessageContaining("There is no run 7.");
  }
}
