package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Parsed;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.TestRole;
import dev.oneoff.admin.database.lock.BlockedSessions;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of tables that others use meanwhile. */
@Tag("one-java")
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
    database.execute("create table busy (id int); insert into busy values (1)");
  }

  @Test
  void aReadersTableIsGivenWayToSoThatOthersNeverQueueForLong() throws Exception {
    changelog(ALTER + "--changeset test:after\ncreate table later (id int);\n");
    try (Connection reader = holding("select * from busy")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate --count 2");
      awaitTalk("gave way");

      // Behind a statement that queues on and on this would never be done: the reader stays.
      assertThat(database.query("select id from busy")).containsExactly("1");
      awaitTalk(
          "Waiting for a lock that is held by a long report (pid "
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
  void whoeverIsInTheWayIsNamedWhenItGivesUp() throws Exception {
    changelog("--changeset test:before\ncreate table earlier (id int);\n" + ALTER);
    try (Connection reader = holding("select * from busy")) {
      assertThatThrownBy(() -> run(MigrateCommand.class, "migrate --wait-timeout 3s"))
          .is(because(Cause.BUSY))
          .hasMessageContaining(
              "::alter by test did not get a lock within 3 s; it is held by a long")
          .hasMessageContaining("(pid " + pid(reader) + ", user ")
          .hasMessageContaining("What came before it is applied. Nothing of this changeset is.")
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
  void anIndexThatIsBuiltBesideOthersWaitsForTheirTransactionsAndSaysForWhich() throws Exception {
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
  void rowsThatSomebodyHoldsAreWaitedForWithoutBeginningAgain() throws Exception {
    changelog("--changeset test:rows\nupdate busy set id = id + 10;\n");
    try (Connection writer = holding("update busy set id = 5")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitTalk("held by a long report (pid " + pid(writer));
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
                  run(MigrateRollbackCommand.class, "migrate rollback --count 1 --if-locked fail"))
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
  void whatMayFailIsNotPassedOverBecauseSomebodyReads() throws Exception {
    changelog(ALTER.replace("test:alter", "test:alter failOnError:false"));
    try (Connection reader = holding("select * from busy")) {
      CompletableFuture<Void> migration = start(MigrateCommand.class, "migrate");
      awaitTalk("gave way");
      reader.rollback();
      migration.get();
    }

    assertThat(recorded()).containsExactly("alter");
  }

  @Test
  void aRoleThatMayNotAskWhoIsInTheWayKnowsNobody() throws Exception {
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
    Parsed.command(type, line.split(" "))
        .run(
            console.console(),
            database.database(
                "quarkus.liquibase.change-log",
                "filesystem:" + directory.resolve("changelog.sql"),
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
