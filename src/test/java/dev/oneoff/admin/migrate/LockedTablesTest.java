package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.TestRole;
import dev.oneoff.admin.database.lock.BlockedSessions;
import dev.oneoff.admin.ledger.LedgerTables;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import dev.oneoff.admin.migrate.command.MigrateRollbackCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of tables that others use meanwhile. */
class LockedTablesTest {

  private static final String ALTER =
      """
      --changeset test:alter
      alter table busy add column name text;
      --rollback alter table busy drop column name;
      """;

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;
  private final TestConsole console = TestConsole.unattended();

  @BeforeEach
  void aTableThatIsUsed() throws Exception {
    LedgerTables.createAlone(database);
    database.execute("create table busy (id int); insert into busy values (1)");
  }

  @Test
  void aChangesetGivesWayToReadersSoThatOthersNeverQueueForLong() throws Exception {
    changelog(ALTER + "--changeset test:after\ncreate table later (id int);\n");
    try (Connection reader = holding("select * from busy")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate --count 2");
      awaitTalk("gave way");

      // Behind a statement that queues on and on this would never be done: the reader stays.
      assertThat(database.query("select id from busy")).containsExactly("1");
      awaitTalk(
          "Waiting for a lock held by a long report (pid "
              + pid(reader)
              + ", user "
              + database.user()
              + ", idle in transaction, its transaction for ");
      reader.rollback();
      migration.get();
    }

    assertThat(console.talk()).contains("last: select * from busy");
    assertThat(recorded()).containsExactly("alter", "after");
    assertThat(database.query("select name from busy")).hasSize(1);
  }

  @Test
  void theBlockingSessionIsNamedWhenItGivesUp() throws Exception {
    changelog("--changeset test:before\ncreate table earlier (id int);\n" + ALTER);
    try (Connection reader = holding("select * from busy")) {
      assertThatThrownBy(() -> run(MigrateCommand.class, "migrate --wait-timeout 3s"))
          .is(because(Cause.BUSY))
          .hasMessageContaining(
              "::alter by test did not get a lock within 3 s; it is held by a long")
          .hasMessageContaining("(pid " + pid(reader) + ", user ")
          .hasMessageContaining(
              "Earlier changesets stay applied. Nothing of this changeset was applied.")
          .hasMessageContaining("--wait-timeout");
    }

    assertThat(recorded()).containsExactly("before");
    run(MigrateCommand.class, "migrate");
    assertThat(recorded()).containsExactly("before", "alter");
  }

  @Test
  void outsideATransactionOnlyTheStatementThatWaitedRunsAgain() throws Exception {
    changelog(
        "--changeset test:steps runInTransaction:false\n"
            + "create table log (n int);\ninsert into log values (1);\n"
            + "alter table busy add column name text;\ninsert into log values (2);\n");
    try (Connection reader = holding("select * from busy")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitTalk("gave way");
      reader.rollback();
      migration.get();
    }

    assertThat(database.query("select n from log order by n")).containsExactly("1", "2");
    assertThat(recorded()).containsExactly("steps");
    assertThat(database.query("select count(*) from admin_changeset_step")).containsExactly("0");
  }

  @Test
  void aConcurrentIndexBuildNamesTheTransactionsItWaitsFor() throws Exception {
    changelog(
        "--changeset test:index runInTransaction:false\n"
            + "create index concurrently busy_id on busy (id);\n");
    try (Connection old = holding("insert into busy values (2)")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitTalk("held by a long report (pid " + pid(old));
      assertThat(database.query("select id from busy")).containsExactly("1");
      old.commit();
      migration.get();
    }

    assertThat(console.talk()).doesNotContain("gave way");
    assertThat(
            database.query(
                "select indisvalid from pg_index where indexrelid = 'busy_id'::regclass"))
        .containsExactly("t");
  }

  @Test
  void rowLocksAreWaitedForWithoutStartingOver() throws Exception {
    changelog("--changeset test:rows\nupdate busy set id = id + 10;\n");
    try (Connection writer = holding("update busy set id = 5")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate --if-locked fail");
      awaitTalk("held by a long report (pid " + pid(writer));
      awaitLongWait();
      writer.commit();
      migration.get();
    }

    assertThat(console.talk()).doesNotContain("gave way");
    assertThat(database.query("select id from busy")).containsExactly("15");
  }

  @Test
  void aRollbackGivesWayToo() throws Exception {
    changelog(ALTER);
    run(MigrateCommand.class, "migrate");
    try (Connection reader = holding("select * from busy")) {
      assertThatThrownBy(
              () ->
                  run(MigrateRollbackCommand.class, "migrate rollback --count 1 --wait-timeout 1s"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("The rollback of ")
          .hasMessageContaining("held by a long report");
      CompletableFuture<Void> rollback =
          start(MigrateRollbackCommand.class, "migrate rollback --count 1");
      awaitTalk("gave way");
      reader.rollback();
      rollback.get();
    }

    assertThat(recorded()).isEmpty();
    assertThat(
            database.query(
                "select count(*) from pg_attribute where attrelid = 'busy'::regclass and attnum > 0"
                    + " and not attisdropped"))
        .containsExactly("1");
  }

  @Test
  void aChangesetThatMayFailIsNotSkippedBecauseOfAReader() throws Exception {
    String always = "--changeset test:always runAlways:true\nselect 1;\n";
    changelog(always);
    run(MigrateCommand.class, "migrate");
    changelog(
        always
            + ALTER.replace("test:alter", "test:alter failOnError:false")
            + "--changeset test:after\nupdate busy set name = 'there';\n");
    try (Connection reader = holding("select * from busy")) {
      assertThatThrownBy(() -> run(MigrateCommand.class, "migrate --wait-timeout 1s"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("::alter by test did not get a lock within 2 s; it is held by a")
          .hasMessageContaining("Nothing of this changeset was applied.");
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitTalk("gave way");
      reader.rollback();
      migration.get();
    }

    assertThat(recorded()).containsExactly("always", "alter", "after");
    assertThat(database.query("select name from busy")).containsExactly("there");
    assertThat(console.talk()).contains("3 changesets applied");
  }

  @Test
  void aChangesetThatKeepsPartOfItsWorkRunsOnce() throws Exception {
    database.execute(
        "create table log (n int); create procedure raise_prices() language plpgsql as $$ begin"
            + " insert into log values (1); commit; lock table busy in access exclusive mode;"
            + " end $$");
    Path written = directory.resolve("written");
    Files.writeString(
        directory.resolve("command.yaml"),
        "databaseChangeLog:\n"
            + "  - changeSet:\n"
            + "      id: command\n"
            + "      author: test\n"
            + "      changes:\n"
            + "        - executeCommand: {executable: sh, args: [{arg: {value: '-c'}}, {arg:"
            + " {value: 'echo x >> "
            + written
            + "'}}]}\n        - sql: {sql: set local lock_timeout = '200ms'}\n"
            + "        - sql: {sql: alter table busy add column name text}\n");
    changelog(
        "--changeset test:prices runInTransaction:false\nset lock_timeout = '200ms';\n"
            + "call raise_prices();\n");
    try (Connection reader = holding("select * from busy")) {
      assertThatThrownBy(() -> run(MigrateCommand.class, "migrate"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("::prices by test did not get a lock");
      assertThatThrownBy(() -> run("command.yaml", MigrateCommand.class, "migrate"))
          .is(because(Cause.BUSY))
          .hasMessageContaining("::command by test did not get a lock");
      assertThat(database.query("select n from log")).containsExactly("1");
      assertThat(Files.readString(written)).isEqualTo("x\n");

      changelog("--changeset test:now runInTransaction:false\ncall raise_prices();\n");
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitLongWait();
      reader.rollback();
      migration.get();
    }

    assertThat(console.talk()).doesNotContain("gave way");
    assertThat(database.query("select n from log")).containsExactly("1", "1");
    assertThat(recorded()).containsExactly("now");
  }

  @Test
  void aChangesetsOwnTimeoutsStayAndItsRecordHasNoneOfOurs() throws Exception {
    changelog("--changeset test:earlier\ncreate table seen (own text);\n");
    run(MigrateCommand.class, "migrate");
    changelog(
        "--changeset test:own runInTransaction:false\nset lock_timeout = '3s';\n"
            + "alter table busy add column name text;\n"
            + "insert into seen select current_setting('lock_timeout');\n"
            + "reset lock_timeout;\n");
    run(MigrateCommand.class, "migrate");
    assertThat(database.query("select own from seen")).containsExactly("3s");

    changelog("--changeset test:recorded\nalter table busy add column more text;\n");
    try (Connection reader = holding("lock table databasechangelog in share mode")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitLongWait();
      reader.rollback();
      migration.get();
    }
    assertThat(console.talk()).doesNotContain("gave way");
    assertThat(recorded()).containsExactly("earlier", "own", "recorded");
  }

  @Test
  void workingTimeDoesNotCountAsWaiting() throws Exception {
    changelog(ALTER.replace("alter table busy add", "select pg_sleep(3);\nalter table busy add"));
    try (Connection reader = holding("select * from busy")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate --wait-timeout 4s");
      awaitTalk("gave way");
      reader.rollback();
      migration.get();
    }

    assertThat(recorded()).containsExactly("alter");
  }

  @Test
  void aRoleWithoutRightsNamesNoBlockingSession() throws Exception {
    database.execute(
        "create schema other; create function other.pg_blocking_pids(int) returns int[] language"
            + " sql as 'select null::int[]'; revoke execute on function"
            + " other.pg_blocking_pids(int) from public");
    List<String> said = new ArrayList<>();
    try (TestRole role = new TestRole(database, "");
        Connection connection = role.grant("usage on schema other").connected().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = other, pg_catalog");
      BlockedSessions blocked = new BlockedSessions("nobody", said::add);

      blocked.look(connection);
      blocked.look(connection);

      assertThat(blocked.last()).isEmpty();
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aFailingQueryForBlockersEndsNothing() throws Exception {
    database.execute(
        "create schema other; create function other.pg_blocking_pids(int) returns int[] language"
            + " sql as 'select array[1 / 0]'");
    List<String> said = new ArrayList<>();
    try (Connection connection = database.connect();
        Connection reader = holding("select * from busy");
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = other, pg_catalog");
      BlockedSessions blocked = new BlockedSessions("a long wait", said::add);
      blocked.look(connection);

      statement.execute("reset search_path");
      CompletableFuture<Void> waits =
          CompletableFuture.runAsync(
              () -> {
                try {
                  database.execute(
                      "set application_name = 'a long wait'; lock table busy in access exclusive"
                          + " mode");
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                blocked.look(connection);
                return blocked.last().isPresent();
              });
      reader.rollback();
      waits.get();
    }
    assertThat(said).hasSize(1).first().asString().contains("a long report");
  }

  /** Somebody whose transaction holds what this takes, until it ends. */
  private Connection holding(String statement) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement holds = connection.createStatement()) {
      holds.execute("set application_name = 'a long report'");
      holds.execute(statement);
    }
    return connection;
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private void awaitTalk(String words) {
    await().atMost(Duration.ofMinutes(1)).until(() -> console.talk().contains(words));
  }

  /** Longer than a limit of ours would let it. */
  private void awaitLongWait() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                database
                    .query(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and"
                            + " datname = current_database() and clock_timestamp() - state_change >"
                            + " interval '3 seconds'")
                    .contains("1"));
  }

  private CompletableFuture<Void> start(Class<? extends DatabaseCommand> type, String line) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            run(type, line);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private void run(Class<? extends DatabaseCommand> type, String line) throws Exception {
    run("changelog.sql", type, line);
  }

  private void run(String file, Class<? extends DatabaseCommand> type, String line)
      throws Exception {
    Parsed.command(type, line.split(" "))
        .run(
            console.invocation(),
            database.database(
                "quarkus.liquibase.change-log",
                "filesystem:" + directory.resolve(file),
                "oneoff.environment",
                "test"));
  }

  private void changelog(String changesets) throws Exception {
    Files.writeString(
        directory.resolve("changelog.sql"), "--liquibase formatted sql\n" + changesets);
  }

  private List<String> recorded() throws Exception {
    return database.query("select id from databasechangelog order by orderexecuted");
  }
}
