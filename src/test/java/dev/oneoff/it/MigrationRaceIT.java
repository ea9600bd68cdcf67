package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replicas that migrate at once, and replicas that die while they do: nobody has to release
 * anything.
 */
@Tag("one-java")
class MigrationRaceIT {

  private static final String SLOW = "create table one as select 1 as id from pg_sleep(60)";

  private final JarPostgres.Database database = JarPostgres.prepared();
  private final App app = App.packaged().on(database).warm();

  @TempDir Path directory;

  @Test
  void manyAtOnceAllSucceedAndEachChangesetIsAppliedOnce() throws Exception {
    for (int round = 0; round < Integer.getInteger("oneoff.rounds", 1); round++) {
      JarPostgres.Database fresh = JarPostgres.database();
      App counting =
          Changelogs.in(
              directory,
              App.packaged().on(fresh),
              "create table applied (changeset int)",
              "insert into applied select 2 from pg_sleep(0.5)",
              "insert into applied values (3)",
              "insert into applied values (4)");
      List<JarRun> runs = start(Integer.getInteger("oneoff.migrators", 5), counting);
      runs.forEach(run -> run.await().succeeds());
      assertThat(
              fresh.query(
                  "select string_agg(changeset::text, ',' order by changeset) from applied"))
          .isEqualTo("2,3,4");
      assertThat(fresh.query("select count(*) from databasechangelog")).isEqualTo("4");
      assertThat(runs.stream().filter(run -> run.err().contains("Nothing to do")))
          .hasSize(runs.size() - 1);
    }
  }

  @Test
  void afterAKillTheNextOneContinuesWithoutHelp() throws Exception {
    App slow = Changelogs.in(directory, app, SLOW);
    try (JarRun run = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      run.signal("KILL").await();
    }
    assertThat(database.hasTable("one")).isFalse();
    App mended = Changelogs.in(directory, app, "create table one (id int)");
    JarRun next = mended.run("migrate").succeeds();
    assertThat(next.err()).contains("Clearing Liquibase's lock");
    assertThat(database.hasTable("one")).isTrue();
  }

  @Test
  void theSecondIsToldWhoIsMigratingAndMayWaitSkipOrFail() throws Exception {
    App slow = Changelogs.in(directory, app, Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun first = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      gate.awaitCaller();
      slow.run("migrate", "--if-locked", "fail")
          .failsWith(75, "oneoff migrate " + first.pid() + "@", "now: create table one");
      slow.run("migrate", "--if-locked", "skip").failsWith(75, "Skipped");
      slow.run("migrate", "--wait-timeout", "100ms").failsWith(75, "still held by");
      JarRun waiting = slow.start("migrate").awaitErr("Waiting for oneoff migrate " + first.pid());
      gate.open();
      assertThat(waiting.await().succeeds().err()).contains("Nothing to do");
      first.await().succeeds();
    }
    assertThat(slow.run("migrate", "--if-locked", "skip").succeeds().err())
        .contains("Nothing to do");
  }

  @Test
  void aFrozenHolderLosesTheLockAndChangesNothingWhenItWakesUp() throws Exception {
    App slow =
        Changelogs.in(
            directory,
            app,
            "create table one as select 1 as id from pg_sleep(2)",
            "create table two (id int)");
    try (JarRun frozen = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      frozen.signal("STOP");
      slow.run("migrate").succeeds();
      frozen.signal("CONT").await();
      assertThat(frozen.code()).as(frozen.err()).isEqualTo(69);
    }
    assertThat(database.query("select count(*) from databasechangelog")).isEqualTo("2");
  }

  @Test
  void nothingStartsWhileAnOrphanedStatementRuns() throws Exception {
    database.execute("create table big as select i from generate_series(1, 10) i");
    try (Connection blocking = database.connect();
        Statement reader = blocking.createStatement()) {
      // A concurrent build waits for every transaction that is older.
      blocking.setAutoCommit(false);
      reader.execute("select count(*) from big");
      reader.execute("lock table big in row exclusive mode");
      App outside =
          Changelogs.outsideTransaction(
              directory, app, "create index concurrently big_i on big (i)");
      try (JarRun orphaned = outside.start("migrate").awaitErr("changelog.sql::1 by test")) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> database.query("select 1 from pg_index where not indisvalid") != null);
        orphaned.signal("KILL").await();
      }
      // The server notices by itself that nobody waits for the statement any more.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  database.query("select 1 from pg_stat_activity where query like 'create index%'")
                      == null);
      blocking.rollback();
    }
    App outside =
        Changelogs.outsideTransaction(directory, app, "create index concurrently big_i on big (i)");
    JarRun next = outside.run("migrate").succeeds();
    assertThat(next.err()).contains("big_i");
    assertThat(
            database.query("select indisvalid from pg_index where indexrelid = 'big_i'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void waitingProcessesDoNotHoldUpAConcurrentBuild() throws Exception {
    database.execute("create table big as select i from generate_series(1, 10) i");
    App outside =
        Changelogs.outsideTransaction(
            directory, app, "select pg_sleep(1)", "create index concurrently big_i on big (i)");
    List<JarRun> runs = start(Integer.getInteger("oneoff.waiters", 4), outside);
    runs.forEach(run -> run.await().succeeds());
    assertThat(
            database.query("select indisvalid from pg_index where indexrelid = 'big_i'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void aStaleRowInLiquibasesLockTableDecidesNothing() throws Exception {
    JarPostgres.migrated(database, app);
    database.execute(
        "update databasechangeloglock set locked = true, lockedby = 'a dead pod', lockgranted = now() - interval '1 day'");
    database.execute(
        "delete from databasechangelog where id = '0004-order-lines'; drop table order_lines; drop sequence order_lines_seq");
    assertThat(app.run("migrate").succeeds().err())
        .contains("Clearing Liquibase's lock, which a dead pod left behind.");
    assertThat(database.query("select locked from databasechangeloglock")).isEqualTo("f");
  }

  @Test
  void aWaitSurvivesADatabaseRestart() throws Exception {
    App slow = Changelogs.in(directory, app, Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun first = slow.start("migrate").awaitErr("changelog.sql::1 by test");
        JarRun waiting = slow.start("migrate").awaitErr("Waiting for oneoff migrate")) {
      // As after a restart: every session of the database ends. Whoever waits goes first, or the
      // lock
      // would be its own when its turn comes; the gate goes last, or the changeset that waits at it
      // could still come to its end.
      database.execute(
          "select pg_terminate_backend(pid, 10000) from (select pid from pg_stat_activity a"
              + " where datname = current_database() and pid not in (pg_backend_pid(), "
              + gate.pid()
              + ") order by exists (select from pg_locks l"
              + " where l.pid = a.pid and l.locktype = 'advisory' and l.granted) offset 0) sessions");
      gate.open();
      first.await().endsWith(69);
      waiting
          .awaitErr("waiting for it to come back")
          .awaitErr("changelog.sql::1 by test")
          .await()
          .succeeds();
    }
    assertThat(database.hasTable("one")).isTrue();
  }

  @Test
  void aLostLockStopsBeforeTheNextChangeset() throws Exception {
    App two = Changelogs.in(directory, app, Gate.CREATE_TABLE_ONE, "create table two (id int)");
    try (Gate gate = Gate.closed(database);
        JarRun run = two.start("migrate").awaitErr("changelog.sql::1 by test")) {
      gate.awaitCaller();
      // Only the session that lives; the one that works goes on.
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
              + " and application_name like 'oneoff migrate%' and query not like '%at_the_gate%'");
      gate.open();
      run.await().failsWith(69, "nothing more was started");
    }
    assertThat(database.hasTable("one")).isTrue();
    assertThat(database.hasTable("two")).isFalse();
  }

  @Test
  void anotherEnvironmentThatWaitedForTheLockIsRefused() throws Exception {
    App staging =
        Changelogs.in(directory, app.with("ONEOFF_ENVIRONMENT", "staging"), Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun first = staging.start("migrate").awaitErr("changelog.sql::1 by test")) {
      // As if the second had asked before the first one wrote its name.
      database.execute("delete from admin_environment");
      JarRun second =
          staging
              .with("ONEOFF_ENVIRONMENT", "production")
              .start("migrate")
              .awaitErr("Waiting for oneoff");
      database.execute("insert into admin_environment (name) values ('staging')");
      gate.open();
      first.await().succeeds();
      second.await().failsWith(3, "says production", "belongs to staging");
    }
  }

  @Test
  void aChangesetThatWaitsForATableNamesTheBlocker() throws Exception {
    database.execute("create table busy (id int)");
    App altering = Changelogs.in(directory, app, "alter table busy add column name text");
    try (Connection reader = database.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("set application_name = 'a long report'");
      statement.execute("select count(*) from busy");
      try (JarRun run = altering.start("migrate").awaitErr("held by a long report")) {
        reader.rollback();
        run.await().succeeds();
      }
    }
  }

  @Test
  void aConfiguredLockTimeoutIsRespected() throws Exception {
    database.execute("create table busy (id int)");
    App altering = Changelogs.in(directory, app, "alter table busy add column name text");
    try (Connection reader = database.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from busy");
      altering
          .with("ONEOFF_MIGRATE_LOCK_TIMEOUT", "100ms")
          .run("migrate", "--wait-timeout", "1s")
          .failsWith(75, "canceling statement due to lock timeout", "oneoff.migrate.lock-timeout");
      reader.rollback();
    }
    altering.run("migrate").succeeds();
  }

  private static List<JarRun> start(int count, App app) {
    return IntStream.range(0, count).mapToObj(i -> app.start("migrate")).toList();
  }
}
