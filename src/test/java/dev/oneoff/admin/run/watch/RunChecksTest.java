package dev.oneoff.admin.run.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.ledger.RunLocks;
import java.sql.Connection;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunChecksTest {

  private static final String RUN =
      "insert into admin_run (command, actor, host, process, release, status, heartbeat_at) values"
          + " ('fix slugs', 'ada@desk', 'desk', 7, 'orders 1', '%s', '2026-01-02 03:04:05Z')"
          + " returning id";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aDeadRunIsFound() throws Exception {
    LedgerTables.create(database);
    String id = database.query(RUN.formatted("RUNNING")).get(0);

    assertThat(Findings.of(new StaleRunsCheck(), database))
        .containsExactly(
            "warning: Run " + id + " (fix slugs) has been dead since 2026-01-02T03:04:05Z.");
    try (Connection process = database.connect()) {
      RunLocks.share(process, Long.parseLong(id));
      assertThat(Findings.of(new StaleRunsCheck(), database)).isEmpty();
    }
  }

  @Test
  void aForgottenInterruptedRunIsFound() throws Exception {
    LedgerTables.create(database);
    String id = database.query(RUN.formatted("PAUSED")).get(0);
    assertThat(Findings.of(new StaleRunsCheck(), database))
        .containsExactly(
            "warning: Run " + id + " (fix slugs) has been paused since 2026-01-02T03:04:05Z.");

    database.execute("update admin_run set heartbeat_at = current_timestamp");

    assertThat(Findings.of(new StaleRunsCheck(), database)).isEmpty();
  }

  @Test
  void finishedRunsAndAMissingLedgerHaveNoStaleRuns() throws Exception {
    assertThat(Findings.of(new StaleRunsCheck(), database)).isEmpty();
    LedgerTables.create(database);
    database.query(RUN.formatted("FAILED"));
    database.query(RUN.formatted("DONE"));

    assertThat(Findings.of(new StaleRunsCheck(), database)).isEmpty();
  }

  @Test
  void anOverdueTaskIsFound() throws Exception {
    LocalDate before = LocalDate.of(2000, 1, 1);
    LocalDate after = LocalDate.of(2900, 1, 1);

    assertThat(Findings.of(new OverdueTasksCheck(() -> before), database)).isEmpty();
    assertThat(Findings.of(new OverdueTasksCheck(() -> after), database))
        .contains("warning: backfill-slugs was to be deleted by 2027-06-30.");
  }
}
