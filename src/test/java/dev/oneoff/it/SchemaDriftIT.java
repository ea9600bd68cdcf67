package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema behind or ahead of the release, and waiting for it. */
@Tag("one-java")
class SchemaDriftIT {

  private static final String NEWER =
      "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum)"
          + " values ('0099-future', 'orders', 'db/changelog/changes/0099-future.sql', now(), 99, 'EXECUTED', null)";

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database).warm();

  @TempDir Path directory;

  @Test
  void anOlderReleaseChangesNothingInANewerSchemaAndSaysSo() throws Exception {
    JarPostgres.migrated(database, app);
    database.execute(NEWER);
    assertThat(app.run("migrate").succeeds().err())
        .contains("Nothing to do: the schema is ahead of this release by 1 changeset.");
    assertThat(app.run("migrate", "status").succeeds().out()).contains("0099-future", "unknown");
    assertThat(app.run("about").succeeds().out()).contains("ahead of this release by 1");
  }

  @Test
  void aServerWhoseSchemaIsAheadIsReadyAndSaysSo() throws Exception {
    JarPostgres.migrated(database, app);
    database.execute(NEWER);
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(server.get("/q/health/ready").body()).contains("schema ahead");
    }
  }

  @Test
  void theReadinessCheckCanBeSwitchedOff() throws Exception {
    try (JarServer server = JarServer.start(app.with("ONEOFF_READINESS_SCHEMA", "false"))) {
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void waitingEndsWhenSomebodyElseHasMigrated() {
    try (JarRun waiting =
        app.start("migrate", "wait")
            .awaitErr("still behind this release by " + ToolkitChangesets.and(4) + " changesets")) {
      app.run("migrate").succeeds();
      assertThat(waiting.await().succeeds().err()).contains("The schema is current.");
    }
    app.run("migrate", "wait", "--wait-timeout", "0s").succeeds();
  }

  @Test
  void waitingEndsWithTryAgainAfterItsTime() {
    app.run("migrate", "wait", "--wait-timeout", "100ms").failsWith(75, "still behind");
    app.with("DATABASE_URL", "postgres://app@127.0.0.1:1/orders")
        .run("migrate", "wait", "--wait-timeout", "100ms")
        .failsWith(69, "cannot be reached");
    app.run("migrate", "wait", "--wait-timeout", "soon").failsWith(2, "30s");
  }

  @Test
  void locksAreListedAndOnlyADeadHoldersLockIsReleased() throws Exception {
    JarPostgres.migrated(database, app);
    assertThat(app.run("migrate", "locks", "--format", "csv").succeeds().out())
        .isEqualTo("lock,holder,pid,user,since,statement\n");

    database.execute(
        "update databasechangeloglock set locked = true, lockedby = 'a dead pod', lockgranted = now()");
    assertThat(app.run("migrate", "locks").succeeds().out()).contains("a dead pod");
    assertThat(app.run("migrate", "locks", "--release").succeeds().out())
        .doesNotContain("a dead pod");

    App slow = Changelogs.in(directory, app, Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun holder = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      assertThat(app.run("migrate", "locks").succeeds().out())
          .contains("oneoff migrate " + holder.pid(), "create table one");
      app.run("migrate", "locks", "--release")
          .failsWith(3, "held by oneoff migrate " + holder.pid());
      gate.open();
      holder.await().succeeds();
    }
  }
}
