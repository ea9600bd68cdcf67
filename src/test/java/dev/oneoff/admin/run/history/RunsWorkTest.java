package dev.oneoff.admin.run.history;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.ledger.RunLocks;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunsWorkTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @BeforeEach
  void ledger() throws Exception {
    LedgerTables.create(database);
    database.execute(
        """
        insert into admin_run (command, task, arguments, actor, claimed_actor, database_user, host, process, release,
          environment, status, exit_code, message, started_at, heartbeat_at, ended_at, total, processed, failed)
        values
          ('migrate', null, '[]', 'bob@web', null, 'app', 'web', 1, 'orders 1', 'staging', 'DONE', 0, 'All done.',
            '2026-01-01T00:00Z', '2026-01-01T00:00Z', '2026-01-01T00:00:02Z', null, 0, 0),
          ('fix slugs', 'slugs', '["--since","2024"]', 'bob@web', 'alice', 'app', 'web', 2, 'orders 1', 'staging',
            'INCOMPLETE', 4, '2 failed.', '2026-01-02T00:00Z', '2026-01-02T00:00Z', '2026-01-02T00:00:10Z', 100, 100, 2),
          ('fix slugs', 'slugs', '[]', 'eve@web', null, 'app', 'web', 3, 'orders 1', 'staging',
            'RUNNING', null, null, '2026-01-03T00:00Z', '2026-01-03T00:00:05Z', null, null, 5, 0),
          ('fix slugs', 'slugs', '[]', 'eve@web', null, 'app', 'web', 4, 'orders 1', 'staging',
            'FAILED', 1, 'Broken.', '2026-01-04T00:00Z', '2026-01-04T00:00Z', '2026-01-04T00:00:01Z', null, 0, 0);
        insert into admin_run_chunk (run_id, number, done, batches, processed) values (2, 1, true, 7, 100);
        insert into admin_run_error (run_id, item_key, error, at) values
          (2, '["17"]', 'no name', '2026-01-02T00:00:03Z'), (2, '["18"]', 'no name', '2026-01-02T00:00:04Z');
        insert into admin_run_log (run_id, at, text) values
          (2, '2026-01-02T00:00:03Z', 'one'), (2, '2026-01-02T00:00:04Z', E'\\tat \\x1b[31mtwo');
        """);
  }

  @Test
  void theNewestIsFirstAndDeadRunsAreMarked() throws Exception {
    assertThat(run(RunsCommand.class, "runs").data())
        .isEqualTo(
            """
            id  command    status      actor    started_at            seconds  processed  failed  exit_code
            --  ---------  ----------  -------  --------------------  -------  ---------  ------  ---------
             4  fix slugs  failed      eve@web  2026-01-04T00:00:00Z      1.0          0       0          1
             3  fix slugs  died        eve@web  2026-01-03T00:00:00Z      5.0          5       0  null
             2  fix slugs  incomplete  alice    2026-01-02T00:00:00Z     10.0        100       2          4
             1  migrate    done        bob@web  2026-01-01T00:00:00Z      2.0          0       0          0
            """);
  }

  @Test
  void aRunThatHoldsItsLockIsAlive() throws Exception {
    try (Lock life = life(3)) {
      life.requireHeld();
      assertThat(ids("--status", "running")).isEqualTo("3");
      assertThat(ids("--status", "died")).isEmpty();
    }
    assertThat(ids("--status", "running")).isEmpty();
    assertThat(ids("--status", "died")).isEqualTo("3");
  }

  @Test
  void eachOptionNarrowsTheList() throws Exception {
    assertThat(ids("--task", "slugs")).isEqualTo("4 3 2");
    assertThat(ids("--actor", "bob")).isEqualTo("2 1");
    assertThat(ids("--actor", "alice")).isEqualTo("2");
    assertThat(ids("--actor", "eve@web")).isEqualTo("4 3");
    assertThat(ids("--since", "2026-01-03T00:00:00Z")).isEqualTo("4 3");
    assertThat(ids("--limit", "1")).isEqualTo("4");
    assertThat(ids("--status", "done")).isEqualTo("1");
  }

  @Test
  void everythingAboutARunIsShown() throws Exception {
    assertThat(run(RunsShowCommand.class, "runs", "show", "2", "--format", "json").data())
        .startsWith(
            "{\"id\":2,\"command\":\"fix"
                + " slugs\",\"task\":\"slugs\",\"arguments\":[\"--since\",\"2024\"]")
        .contains(
            "\"status\":\"incomplete\"",
            "\"seconds\":10.0",
            "\"rate\":10.0",
            "\"batches\":7",
            "\"chunks\":[{\"number\":1,",
            "\"item_key\":[\"17\"],\"error\":\"no"
                + " name\",\"at\":\"2026-01-02T00:00:03Z\",\"retried_by\":null}")
        .endsWith("}\n");
    assertThat(run(RunsShowCommand.class, "runs", "show", "2").data())
        .containsPattern("\nmessage: +2 failed.\n")
        .doesNotContain("retry of", "null")
        .containsPattern(
            "\nerrors:\nitem key +error +at\n[ -]+\n17 +no name +2026-01-02T00:00:03Z\n18 +");
  }

  @Test
  void theLogIsPrintedWithoutMovingTheCursor() throws Exception {
    TestConsole console = run(RunsLogCommand.class, "runs", "log", "2");

    assertThat(console.data())
        .isEqualTo(
            """
            2026-01-02T00:00:03Z one
            2026-01-02T00:00:04Z     at \\u001b[31mtwo
            """);
    assertThat(console.talk()).isEqualTo("Run 2: incomplete.\n");
  }

  @Test
  void aLogIsFollowedUntilTheRunDies() throws Exception {
    TestConsole console = TestConsole.unattended();
    CompletableFuture<ExitCode> following;
    try (Lock life = life(3)) {
      following =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Parsed.command(RunsLogCommand.class, "runs", "log", "3", "--follow")
                      .run(console.invocation(), staging());
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      for (String line : new String[] {"first", "second"}) {
        database.execute(
            "insert into admin_run_log (run_id, at, text) values (3, current_timestamp, '"
                + line
                + "')");
        Awaitility.await().until(() -> console.data().contains(line));
      }
      life.requireHeld();
    }

    assertThat(following.get(1, TimeUnit.MINUTES)).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).isEqualTo("Run 3: died.\n");
  }

  @Test
  void finishedRunsArePrunedAndResumableOnesStay() throws Exception {
    database.execute(
        """
        insert into admin_run (command, actor, host, process, release, status, started_at, heartbeat_at)
        values ('migrate', 'bob', 'web', 1, '1', 'RUNNING', '2026-01-01', '2026-01-01'),
          ('migrate', 'bob', 'web', 1, '1', 'RUNNING', '2026-01-01', '2026-01-01'),
          ('migrate', 'bob', 'web', 1, '1', 'RUNNING', current_timestamp, current_timestamp);
        insert into admin_run_undo (run_id, item_key, table_name, before)
        select 2, i, 'customers', '{}' from generate_series(1, 3000) i
        """);
    try (Lock life = life(6)) {
      TestConsole console =
          run(
              RunsPruneCommand.class,
              "runs",
              "prune",
              "--older-than",
              "30d",
              "--confirm",
              "staging");

      life.requireHeld();
      assertThat(console.talk()).isEqualTo("3 runs deleted.\n");
    }
    assertThat(database.query("select id from admin_run order by id"))
        .containsExactly("3", "4", "6", "7");
    assertThat(database.query("select 1 from admin_run_undo union all select 1 from admin_run_log"))
        .isEmpty();
    assertThat(
            run(
                    RunsPruneCommand.class,
                    "runs",
                    "prune",
                    "--older-than",
                    "90d",
                    "--confirm",
                    "staging")
                .talk())
        .isEqualTo("1 run deleted.\n");
  }

  @Test
  void pruningIsConfirmedByTheEnvironment() {
    assertThatThrownBy(() -> run(RunsPruneCommand.class, "runs", "prune", "--older-than", "90d"))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("This deletes 2 runs from the ledger of ")
        .hasMessageContaining("--confirm staging");
  }

  @Test
  void withoutALedgerMigrateIsSuggested() throws Exception {
    database.execute("alter table admin_run rename to gone");

    assertThatThrownBy(() -> run(RunsCommand.class, "runs"))
        .is(because(Cause.REFUSED))
        .hasMessage("This database has no ledger yet. Run 'migrate' first.");
  }

  @Test
  void theCleanupPrunesInBatches() throws Exception {
    PruneRuns cleanup = new PruneRuns();
    cleanup.dataSource = database::dataSource;

    assertThat(cleanup.deleteBatch(1)).isEqualTo(1);
    assertThat(cleanup.deleteBatch(1)).isEqualTo(1);
    assertThat(cleanup.deleteBatch(1)).isZero();
    assertThat(database.query("select id from admin_run order by id")).containsExactly("3", "4");
  }

  private String ids(String... options) throws Exception {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "runs";
    arguments[1] = "--format";
    arguments[2] = "csv";
    System.arraycopy(options, 0, arguments, 3, options.length);
    return String.join(
        " ",
        run(RunsCommand.class, arguments)
            .data()
            .lines()
            .skip(1)
            .map(l -> l.split(",")[0])
            .toList());
  }

  private Lock life(long run) throws Exception {
    try (Connection connection = database.connect()) {
      return new Locks(database.database(), TestConsole.interruption(), sentence -> {})
          .tryShare(RunLocks.key(connection, run))
          .orElseThrow();
    }
  }

  private <T extends DatabaseCommand> TestConsole run(Class<T> type, String... arguments)
      throws Exception {
    TestConsole console = TestConsole.unattended();
    assertThat(Parsed.command(type, arguments).run(console.invocation(), staging()))
        .isEqualTo(ExitCode.DONE);
    return console;
  }

  private dev.oneoff.admin.database.Database staging() {
    return database.database("oneoff.environment", "staging");
  }
}
