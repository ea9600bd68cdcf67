package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.RollbackPlan;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import dev.oneoff.admin.migrate.command.MigrateRollbackCommand;
import dev.oneoff.admin.migrate.command.MigrateSyncCommand;
import dev.oneoff.admin.migrate.command.MigrateTagCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollback, tag and sync: beside others, interrupted, and on rows that say less than others. */
class SchemaChangeTest {

  private static final String LOCATION = "dev/oneoff/admin/migrate/";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final TestConsole console = TestConsole.unattended();

  @ParameterizedTest
  @ValueSource(strings = {"rollback --count 1", "tag here", "sync"})
  void nothingChangesWhileAnotherProcessMigrates(String line) throws Exception {
    run("tagged.yaml", "migrate --count 3");
    List<String> before = rows();
    try (Lock held = hold()) {
      assertThatThrownBy(() -> run("tagged.yaml", "migrate " + line + " --if-locked fail"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("still held by oneoff test");
      assertThatThrownBy(() -> run("tagged.yaml", "migrate " + line + " --wait-timeout 10ms"))
          .is(because(Cause.BUSY));
      assertThatThrownBy(() -> run("tagged.yaml", "migrate " + line + " --if-locked skip"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("nothing was done");
      held.requireHeld();
    }
    assertThat(rows()).isEqualTo(before);
    run("tagged.yaml", "migrate " + line);
    assertThat(rows()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--count 1", "rollback --count 1", "tag here", "sync"})
  void anUnfinishedRestoreBlocksSchemaChanges(String line) throws Exception {
    run("tagged.yaml", "migrate --count 2");
    database.execute(
        "insert into admin_restore (export, loaded, source, release) values ('1', '',"
            + " '/backups/all', '1.2'), ('1', 'public.a', null, null); insert into"
            + " admin_restore_key (on_table, name, definition, valid) values ('public.a', 'b',"
            + " 'check (true)', true)");
    List<String> before = rows();
    assertThatThrownBy(() -> run("tagged.yaml", "migrate " + line))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("A restore of /backups/all, started at ")
        .hasMessageContaining(
            " by release 1.2, was interrupted: 1 table is restored, and these are off: b of"
                + " public.a.")
        .hasMessageContaining("Run 'import --all /backups/all' first with that release.");
    assertThat(rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback --count 1", "tag here", "sync"})
  void anInterruptionEndsTheWaitAndChangesNothing(String line) throws Exception {
    run("tagged.yaml", "migrate --count 3");
    List<String> before = rows();
    try (Lock held = hold()) {
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> quietly(line));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> console.talk().contains("Waiting for oneoff test"));
      console.invocation().interruption().request();
      assertThat(waiting)
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableThat()
          .havingCause()
          .is(because(Cause.INTERRUPTED));
      held.requireHeld();
    }
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void anInterruptedRollbackStopsBetweenChangesetsAndResumesFromThere() throws Exception {
    run("tagged.yaml", "migrate");
    RollbackPlan.Target two = last(2);
    List<ChangesetStatus> plan = new SchemaRollback(migrations("tagged.yaml"), two).plan();

    assertThatThrownBy(
            () ->
                change(
                    "Rolling back",
                    (locked, checkpoint, say) ->
                        new SchemaRollback(locked, two).run(plan, checkpoint, say)))
        .is(because(Cause.INTERRUPTED));

    assertThat(rows()).containsExactly("one", "v1", "two");
    assertThat(tables()).contains("two").doesNotContain("three");
    new SchemaRollback(migrations("tagged.yaml"), last(1))
        .plan()
        .forEach(c -> assertThat(c.id()).isEqualTo("two"));
    TestConsole again = TestConsole.unattended();
    Parsed.command(MigrateRollbackCommand.class, "migrate", "rollback", "--count", "1")
        .run(again.invocation(), database("tagged.yaml"));
    assertThat(rows()).containsExactly("one", "v1");
  }

  @Test
  void anInterruptedSyncKeepsWhatItRecorded() throws Exception {
    run("tagged.yaml", "migrate --count 1");

    assertThatThrownBy(
            () -> change("Recording", (locked, checkpoint, say) -> locked.record(checkpoint, say)))
        .is(because(Cause.INTERRUPTED));

    assertThat(rows()).containsExactly("one", "v1");
  }

  @Test
  void rollingBackAChangesetThatWasOnlyMarkedAsRunRemovesJustItsRecord() throws Exception {
    database.execute("create table marked (id int)");
    run("marked.yaml", "migrate");
    assertThat(database.query("select exectype from databasechangelog where id = 'marked'"))
        .containsExactly("MARK_RAN");

    TestConsole script = TestConsole.unattended();
    Parsed.command(MigrateRollbackCommand.class, "migrate", "rollback", "--count", "1", "--sql")
        .run(script.invocation(), database("marked.yaml"));
    assertThat(script.data()).contains("delete from").doesNotContain("drop table");
    run("marked.yaml", "migrate rollback --count 1");

    assertThat(rows()).containsExactly("before");
    assertThat(tables()).contains("marked");
  }

  @Test
  void aSyncedChangesetIsRolledBackAsIfItHadRun() throws Exception {
    run("tagged.yaml", "migrate --count 2");
    database.execute("create table two (id int)");
    run("tagged.yaml", "migrate sync --count 1");
    assertThat(rows()).containsExactly("one", "v1", "two");

    run("tagged.yaml", "migrate rollback --count 1");

    assertThat(rows()).containsExactly("one", "v1");
    assertThat(tables()).doesNotContain("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--count 1", "--count 2", "--to-date 2020-01-01T00:00:00Z"})
  void anUnknownChangesetIsNotSkipped(String target) throws Exception {
    run("three.sql", "migrate");
    database.execute(
        "update databasechangelog set filename = replace(filename, 'three.sql', 'two.sql')");

    for (String question : List.of("", " --plan", " --sql")) {
      assertThatThrownBy(() -> run("two.sql", "migrate rollback " + target + question))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("does not know the changeset " + LOCATION + "two.sql::three");
    }
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aTagMayBeAtAChangesetThatThisReleaseDoesNotKnow() throws Exception {
    run("three.sql", "migrate");
    database.execute(
        "update databasechangelog set filename = replace(filename, 'three.sql', 'two.sql')");

    run("two.sql", "migrate tag here");

    assertThat(database.query("select id from databasechangelog where tag = 'here'"))
        .containsExactly("three");
    run("two.sql", "migrate rollback --to here");
    assertThat(console.talk()).endsWith("Nothing to roll back.\n");
  }

  @Test
  void aScriptDoesNotRunCode() throws Exception {
    assertThatThrownBy(() -> run("code.yaml", "migrate --sql"))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("what SQL cannot express");
    assertThat(tables()).isEmpty();
    run("code.yaml", "migrate");
    assertThat(tables()).contains("by_code");

    assertThatThrownBy(() -> run("code.yaml", "migrate rollback --count 1 --sql"))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("The rollback of the changeset " + LOCATION + "code.yaml::code");
    assertThat(tables()).contains("by_code");
    run("code.yaml", "migrate rollback --count 1");
    assertThat(tables()).doesNotContain("by_code");
  }

  @Test
  void servicesThatShareASchemaMigrateOneAfterTheOther() throws Exception {
    Migrations one = new Migrations(database.settings(), database.dataSource());
    Migrations other =
        new Migrations(
            database.settings("quarkus.liquibase.database-change-log-table-name", "others"),
            database.dataSource());

    assertThat(other.lockKey()).isEqualTo(one.lockKey());
  }

  private interface Work {
    int on(Migrations locked, Runnable checkpoint, Consumer<String> say) throws Exception;
  }

  /** Interrupted while it does what it says with these words. */
  private void change(String words, Work work) throws Exception {
    var interruption = TestConsole.interruption();
    Consumer<String> say =
        sentence -> {
          if (sentence.startsWith(words)) {
            interruption.request();
          }
        };
    new SchemaChange(database("tagged.yaml"), migrations("tagged.yaml"), interruption, say)
        .run(
            IfLocked.WAIT,
            Duration.ofMinutes(1),
            (locked, checkpoint) -> work.on(locked, checkpoint, say));
  }

  private Lock hold() throws Exception {
    return new Locks(database.database(), TestConsole.interruption(), sentence -> {})
        .tryAcquire(migrations("tagged.yaml").lockKey())
        .orElseThrow();
  }

  private static RollbackPlan.Target last(int count) {
    return new RollbackPlan.Target(
        new Limit(Optional.empty(), OptionalInt.of(count)), Optional.empty());
  }

  private void quietly(String line) {
    try {
      run("tagged.yaml", "migrate " + line);
    } catch (AdminException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void run(String file, String line) throws Exception {
    String[] arguments = line.strip().split(" ");
    Class<? extends DatabaseCommand> type =
        switch (arguments.length > 1 ? arguments[1] : "") {
          case "rollback" -> MigrateRollbackCommand.class;
          case "tag" -> MigrateTagCommand.class;
          case "sync" -> MigrateSyncCommand.class;
          default -> MigrateCommand.class;
        };
    Parsed.command(type, arguments).run(console.invocation(), database(file));
  }

  private Database database(String file) {
    return database.database(settings(file));
  }

  private Migrations migrations(String file) {
    return new Migrations(
        database.settings(settings(file)), database.database().directDataSource());
  }

  private static String[] settings(String file) {
    return Stream.of("quarkus.liquibase.change-log", LOCATION + file, "oneoff.environment", "test")
        .toArray(String[]::new);
  }

  private List<String> rows() throws Exception {
    return new ArrayList<>(
        database.query(
            "select id || coalesce(nullif(tag, 'v1'), '') from databasechangelog order by"
                + " orderexecuted"));
  }

  private List<String> tables() throws Exception {
    return database.query("select tablename from pg_tables where schemaname = 'public'");
  }
}
