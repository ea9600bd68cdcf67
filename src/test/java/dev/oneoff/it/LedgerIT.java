package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of runs: whatever ends a run, and however, it is known afterwards. */
@Tag("one-java")
class LedgerIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database).warm();

  @TempDir Path directory;

  @Test
  void theMigrateThatCreatesTheLedgerIsRecordedAndOneWithNothingToDoIsNot() throws Exception {
    app.with("ONEOFF_ACTOR", "ci-job-7").run("migrate", "--reason", "the first release").succeeds();
    app.run("migrate").succeeds();

    assertThat(
            database.query(
                """
                select concat_ws(' | ', count(*) over (), command, arguments, reason, claimed_actor, environment, status,
                  exit_code, message) from admin_run
                """))
        .startsWith("1 | migrate | [] | the first release | ci-job-7 | test | DONE | 0 | ")
        .endsWith(" changesets applied; the schema is current.");
    assertThat(
            database.query(
                "select min(started_at) < (select min(dateexecuted) from admin_changelog) from admin_run"))
        .isEqualTo("t");
    assertThat(app.run("runs", "--format", "csv").succeeds().out())
        .contains("1,migrate,done,ci-job-7,");
    assertThat(app.run("runs", "log", "1").succeeds().out())
        .contains("Applying db/changelog/changes/0001-customers.sql::0001-customers by orders …");
  }

  @Test
  void refusedCommandsAreRecordedAndReadOnlyOnesAreNot() throws Exception {
    App production = app.with("ONEOFF_ENVIRONMENT", "production");
    JarPostgres.migrated(database, app, "production");
    production.run("migrate", "rollback", "--count", "1", "--plan").succeeds();
    production.run("migrate", "status").succeeds();
    production.run("migrate", "rollback", "--count", "1").failsWith(3, "--confirm production");

    assertThat(production.run("runs", "--format", "csv").succeeds().out().lines().skip(1))
        .hasSize(2)
        .first()
        .asString()
        .contains("migrate rollback,refused,");
  }

  @Test
  void aKilledMigrateIsShownAsDied() throws Exception {
    JarPostgres.migrated(database, app);
    App slow = Changelogs.in(directory, app, Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun run = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      assertThat(states()).startsWith("running");
      run.signal("KILL").await();
      assertThat(states()).startsWith("died");
      gate.open();
    }
    assertThat(database.query("select status from admin_run where id = 2")).isEqualTo("RUNNING");
  }

  @Test
  void aFirstAndASecondSignalAreRecorded() throws Exception {
    JarPostgres.migrated(database, app);
    App slow =
        Changelogs.in(
            directory, app, Gate.CREATE_TABLE_ONE.replace("one", "first"), Gate.CREATE_TABLE_ONE);
    try (Gate gate = Gate.closed(database);
        JarRun run = slow.start("migrate").awaitErr("changelog.sql::1 by test")) {
      run.signal("TERM");
      gate.open();
      run.await().endsWith(75);
    }
    assertThat(database.query("select concat(exit_code, ' ', message) from admin_run where id = 2"))
        .startsWith("75 Interrupted at a safe point.");
    try (Gate gate = Gate.closed(database);
        JarRun run = slow.start("migrate").awaitErr("changelog.sql::2 by test")) {
      // Two that come at once are one to the operating system.
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(300))
          .until(() -> !run.signal("TERM").isAlive());
      run.await().endsWith(75);
      gate.open();
    }
    assertThat(database.query("select concat(exit_code, ' ', message) from admin_run where id = 3"))
        .isEqualTo("75 Interrupted in the middle.");
    assertThat(states()).isEqualTo("interrupted interrupted done");
  }

  @Test
  void anotherReleasesTableDoesNotBlockMigrate() throws Exception {
    JarPostgres.migrated(database, app);
    database.execute("alter table admin_run drop column reason");

    JarRun run =
        Changelogs.in(directory, app, "create table one (id int)").run("migrate").succeeds();

    assertThat(run.err()).containsOnlyOnce("This run is not in the ledger: ");
    assertThat(database.hasTable("one")).isTrue();
  }

  @Test
  void aMissingPrivilegeDoesNotBlockMigrate() throws Exception {
    JarPostgres.migrated(database, app);
    String role = "weak_" + database.name();
    database.execute(
        "create role %1$s login password 'weak'; grant all on schema public to %1$s; grant all on all tables in schema public to %1$s; revoke all on admin_run from %1$s"
            .formatted(role));
    try {
      App weak =
          app.with("DATABASE_URL", database.url().replaceFirst("//[^@]*@", "//" + role + ":weak@"));

      JarRun run =
          Changelogs.in(directory, weak, "create table one (id int)").run("migrate").succeeds();

      assertThat(run.err()).containsOnlyOnce("This run is not in the ledger: ");
      assertThat(database.hasTable("one")).isTrue();
    } finally {
      database.execute("drop owned by %1$s; drop role %1$s".formatted(role));
    }
  }

  private String states() {
    return String.join(
        " ",
        app.run("runs", "--format", "csv")
            .succeeds()
            .out()
            .lines()
            .skip(1)
            .map(line -> line.split(",")[2])
            .toList());
  }
}
