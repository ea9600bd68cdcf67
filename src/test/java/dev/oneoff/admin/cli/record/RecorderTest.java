package dev.oneoff.admin.cli.record;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.Transcript;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecorderTest {

  private static final String END =
      "select concat_ws(' | ', status, exit_code, message, ended_at >= started_at) from admin_run";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final TestConsole console = TestConsole.unattended();

  @Test
  void theRunIsRecordedBeforeTheWorkStarts() throws Exception {
    LedgerTables.create(database);

    ExitCode code =
        recorder(false)
            .record(
                invocation -> {
                  assertThat(
                          database.query(
                              """
                              select concat_ws(' | ', command, arguments, reason, actor, claimed_actor, process,
                                environment, status, exit_code) from admin_run
                              """))
                      .containsExactly(
                          String.join(
                              " | ",
                              "migrate tag",
                              "[\"v1\"]",
                              "a release",
                              System.getProperty("user.name")
                                  + "@"
                                  + dev.oneoff.admin.database.Database.hostName(),
                              "ci-job-7",
                              Long.toString(ProcessHandle.current().pid()),
                              "staging",
                              "RUNNING"));
                  assertThat(alive()).isTrue();
                  return ExitCode.DONE;
                });

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(alive()).isFalse();
  }

  @Test
  void duringTheWorkOnlyTheSignOfLifeIsConnected() throws Exception {
    LedgerTables.create(database);

    recorder(false).record(invocation -> connected(1));
    recorder(true)
        .record(
            invocation -> {
              invocation.begins();
              return connected(1);
            });
  }

  @Test
  void whereStatementsAreRecordedTheLedgersConnectionStaysAndServesForAllOfThem() throws Exception {
    LedgerTables.create(database);

    recorder(
            new RecordedWords(
                "sql",
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                false,
                true,
                false,
                false,
                true))
        .record(
            invocation -> {
              connected(2);
              invocation
                  .transcript()
                  .begin(Transcript.Kind.SQL, "select 1", Optional.empty())
                  .done(OptionalLong.of(1));
              return connected(2);
            });
  }

  // The server forgets a connection a moment after it was closed.
  private ExitCode connected(int times) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        database.query(
                            """
                            select count(*) from pg_stat_activity where datname = current_database()
                              and backend_type = 'client backend' and pid <> pg_backend_pid()
                            """))
                    .containsExactly(Integer.toString(times)));
    return ExitCode.DONE;
  }

  @Test
  void theOutcomeAndLastMessageAreRecordedAfterwards() throws Exception {
    LedgerTables.create(database);

    recorder(false)
        .record(
            invocation -> {
              console.console().say("Working …");
              console.console().say("Tagged two as v1.");
              return ExitCode.INCOMPLETE;
            });

    assertThat(database.query(END)).containsExactly("INCOMPLETE | 4 | Tagged two as v1. | t");
    assertThat(database.query("select text from admin_run_log order by line"))
        .containsExactly("Working …", "Tagged two as v1.");
  }

  @Test
  void aFailureIsRecordedWithItsMessage() throws Exception {
    LedgerTables.create(database);

    assertThatThrownBy(
            () ->
                recorder(false)
                    .record(
                        invocation -> {
                          throw AdminException.refused("Not here.");
                        }))
        .hasMessage("Not here.");

    assertThat(database.query(END)).containsExactly("REFUSED | 3 | Not here. | t");
    assertThat(database.query("select text from admin_run_log"))
        .containsExactly("error: Not here.");
  }

  @Test
  void aCommandThatOftenHasNothingToDoIsRecordedOnceItStartsWork() throws Exception {
    LedgerTables.create(database);

    recorder(true).record(invocation -> ExitCode.DONE);
    assertThat(database.query(END)).isEmpty();

    recorder(true)
        .record(
            invocation -> {
              invocation.begins();
              invocation.begins();
              return ExitCode.DONE;
            });
    assertThat(database.query(END)).containsExactly("DONE | 0 | t");
  }

  @Test
  void theCommandThatCreatesTheLedgerIsRecordedWithItsStartTime() throws Exception {
    recorder(true)
        .record(
            invocation -> {
              invocation.begins();
              LedgerTables.createInPlace(database);
              database.execute("create table made as select clock_timestamp() at");
              return ExitCode.DONE;
            });

    assertThat(database.query(END)).containsExactly("DONE | 0 | t");
    assertThat(database.query("select started_at < at from admin_run, made")).containsExactly("t");
    assertThat(console.talk()).isEmpty();
  }

  @Test
  void withoutALedgerItSaysSoAndContinues() throws Exception {
    assertThat(recorder(false).record(invocation -> ExitCode.DONE)).isEqualTo(ExitCode.DONE);

    assertThat(console.talk())
        .isEqualTo(
            "This run is not in the ledger, because this database has none yet. Run 'migrate'.\n");
  }

  @Test
  void anotherReleasesTableIsReportedOnceAndDoesNotStopTheRun() throws Exception {
    LedgerTables.create(database);
    database.execute("alter table admin_run drop column reason");

    recorder(true)
        .record(
            invocation -> {
              invocation.begins();
              invocation.begins();
              return ExitCode.DONE;
            });

    assertThat(console.talk())
        .startsWith("This run is not in the ledger: ")
        .containsOnlyOnce("not in the ledger");
  }

  @Test
  void aMissingPrivilegeIsReportedOnceAndDoesNotStopTheRun() throws Exception {
    LedgerTables.create(database);
    database.execute(
        "create function refuse() returns trigger language plpgsql as"
            + " $$ begin raise insufficient_privilege using message = 'permission denied'; end $$;"
            + " create trigger refuse before insert on admin_run execute function refuse()");

    assertThat(recorder(false).record(invocation -> ExitCode.DONE)).isEqualTo(ExitCode.DONE);

    assertThat(console.talk()).contains("not in the ledger: ", "permission denied");
  }

  @Test
  void ifTheEndCannotBeRecordedTheExitCodeStays() throws Exception {
    LedgerTables.create(database);

    ExitCode code =
        recorder(false)
            .record(
                invocation -> {
                  database.execute("alter table admin_run rename to gone");
                  return ExitCode.NOT_AS_REQUIRED;
                });

    assertThat(code).isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.talk()).contains("The ledger could not record how this run ended: ");
  }

  @Test
  void anUnfinishedRunThatMayNotContinueInThisReleaseStaysUnfinished() throws Exception {
    LedgerTables.create(database);
    anotherReleaseServes();
    database.execute(
        "insert into admin_run (command, actor, host, process, release, status)"
            + " values ('import', 'a', 'h', 1, 'r', 'INTERRUPTED')");
    long run = Long.parseLong(database.query("select id from admin_run").get(0));

    assertThatThrownBy(
            () ->
                recorder(requiringTheSameRelease())
                    .record(
                        invocation -> {
                          invocation.begins(run);
                          return ExitCode.DONE;
                        }))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageEndingWith("and the running servers have another 1.0.");

    assertThat(database.query("select id || ' ' || status from admin_run"))
        .containsExactly(run + " INTERRUPTED");
  }

  @Test
  void aDifferentRunningReleaseIsReportedOnce() throws Exception {
    LedgerTables.create(database);
    anotherReleaseServes();

    recorder(true)
        .record(
            invocation -> {
              invocation.compareRelease();
              invocation.begins();
              invocation.begins();
              return ExitCode.DONE;
            });

    assertThat(console.talk()).containsOnlyOnce("warning: This is ");
  }

  private void anotherReleaseServes() throws Exception {
    database.execute(
        "insert into admin_server (id, release, java, host, process, configuration, settings)"
            + " values (gen_random_uuid(), 'another 1.0', '17', 'elsewhere', 1, '', '{}')");
  }

  private static RecordedWords requiringTheSameRelease() {
    return new RecordedWords(
        "import",
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        true,
        true,
        true,
        true,
        false);
  }

  @Test
  void aSecondSignalIsRecordedToo() throws Exception {
    LedgerTables.create(database);

    recorder(false)
        .record(
            invocation -> {
              invocation.interruption().request();
              invocation.interruption().request();
              assertThat(database.query(END))
                  .containsExactly("INTERRUPTED | 75 | Interrupted in the middle. | t");
              return ExitCode.DONE;
            });

    assertThat(database.query(END)).singleElement().asString().startsWith("INTERRUPTED | 75");
  }

  @Test
  void writingOrUnmaskingIsRefusedWithoutALedger() {
    for (boolean onceItBegins : new boolean[] {false, true}) {
      assertRefused(onceItBegins, "Run 'migrate' first");
    }
  }

  @Test
  void writingOrUnmaskingIsRefusedWithoutTheRightToWriteTheLedger() throws Exception {
    LedgerTables.create(database);
    database.execute(
        "create function refuse() returns trigger language plpgsql as"
            + " $$ begin raise insufficient_privilege using message = 'permission denied'; end $$;"
            + " create trigger refuse before insert on admin_run execute function refuse()");

    assertRefused(false, "permission denied. Grant select, insert and update");
    assertRefused(true, "permission denied. Grant select, insert and update");
  }

  @Test
  void aReadOnlyDatabaseRefusesWritingAndAllowsReading() throws Exception {
    LedgerTables.create(database);
    database.execute(
        "do $$ begin execute format('alter database %I set default_transaction_read_only = on',"
            + " current_database()); end $$");

    assertRefused(false, "is read-only for the database (ALTER DATABASE … SET)");
    assertThat(recorder(false).record(invocation -> ExitCode.DONE)).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).containsOnlyOnce("This run is not in the ledger: ");
  }

  @Test
  void anotherReleasesLedgerRefusesWriting() throws Exception {
    LedgerTables.create(database);
    database.execute("alter table admin_run drop column reason");

    assertRefused(false, "run 'migrate'");
  }

  @Test
  void anUnrecordedReadingRunWritesNothingLater() throws Exception {
    recorder(false)
        .record(
            invocation -> {
              Transcript transcript = invocation.transcript();
              transcript.begin(Transcript.Kind.SQL, "select 1", Optional.empty());
              assertThatThrownBy(
                      () -> transcript.begin(Transcript.Kind.PROMPT, ":write", Optional.of("why")))
                  .is(because(AdminException.Cause.REFUSED))
                  .hasMessageContaining("this run is in no ledger");
              return ExitCode.DONE;
            });
  }

  @Test
  void aRunThatLosesItsLedgerRunsNoFurtherStatement() throws Exception {
    LedgerTables.create(database);

    recorder(false, true)
        .record(
            invocation -> {
              database.execute("alter table admin_run_statement rename to gone");
              assertThatThrownBy(
                      () ->
                          invocation
                              .transcript()
                              .begin(Transcript.Kind.SQL, "delete from a", Optional.of("why")))
                  .is(because(AdminException.Cause.REFUSED));
              return ExitCode.DONE;
            });
  }

  private void assertRefused(boolean onceItBegins, String sentence) {
    List<String> done = new ArrayList<>();
    assertThatThrownBy(
            () ->
                recorder(onceItBegins, true)
                    .record(
                        invocation -> {
                          invocation.begins();
                          done.add("work");
                          return ExitCode.DONE;
                        }))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining(sentence);
    assertThat(done).isEmpty();
  }

  private Recorder recorder(boolean onceItBegins) {
    return recorder(onceItBegins, false);
  }

  private Recorder recorder(boolean onceItBegins, boolean needed) {
    return recorder(
        new RecordedWords(
            "migrate tag", List.of("v1"), Optional.of("a release"), onceItBegins, needed));
  }

  private Recorder recorder(RecordedWords words) {
    return new Recorder(
        console.console(),
        console.invocation().interruption(),
        database.database("oneoff.environment", "staging", "oneoff.actor", "ci-job-7"),
        words);
  }

  private boolean alive() throws Exception {
    long id = Long.parseLong(database.query("select id from admin_run").get(0));
    try (Connection connection = database.connect()) {
      return RunLocks.alive(connection, id);
    }
  }
}
