package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exit code for each cause, on the packaged jar. */
class ExitCodesIT {

  private final TestPostgres.Database database = TestPostgres.database();
  private final App app = App.packaged().on(database);

  @TempDir Path directory;

  @Test
  void migratingIsDoneAndMigratingAgainHasNothingToDo() throws Exception {
    Run first = app.run("migrate").succeeds();
    assertThat(first.out()).isEmpty();
    assertThat(first.err())
        .contains(ToolkitChangesets.and(4) + " changesets applied; the schema is current.");
    assertThat(database.hasTable("orders")).isTrue();

    assertThat(app.run("migrate").succeeds().err())
        .contains("Nothing to do: the schema is current.");
  }

  @Tag("one-java")
  @Test
  void aFailingChangesetSaysWhichAndWhyAndTheNextRunGoesOnFromThere() throws Exception {
    App failing =
        Changelogs.in(
            directory,
            app,
            "create table one (id int)",
            "create table two (id nonsense)",
            "create table three (id int)");
    failing
        .run("migrate")
        .failsWith(
            1,
            "changelog.sql::2 by test failed",
            "type \"nonsense\" does not exist",
            "Nothing of this changeset is.");
    assertThat(database.hasTable("one")).isTrue();
    assertThat(database.hasTable("three")).isFalse();

    Changelogs.in(
            directory,
            app,
            "create table one (id int)",
            "create table two (id int)",
            "create table three (id int)")
        .run("migrate")
        .succeeds();
    assertThat(database.hasTable("three")).isTrue();
  }

  @Test
  void aStackTraceComesOnlyWhenAsked() {
    App failing = Changelogs.in(directory, app, "create table two (id nonsense)");
    assertThat(failing.run("migrate", "--verbose").endsWith(1).err())
        .contains("\tat ", "PSQLException");
  }

  @Tag("one-java")
  @Test
  void aWrongCommandLineIsUsage() {
    App nowhere = App.packaged().with("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    nowhere.run("migrat").failsWith(2, "Did you mean", "migrate");
    nowhere.run("migrate", "--plann").failsWith(2, "--plan");
    nowhere.run("migrate", "--plan", "--check").failsWith(2, "mutually exclusive");
    nowhere.run("migrate", "status", "--format", "yaml").failsWith(2, "jsonl");
    nowhere.run("migrate", "environment").failsWith(2, "NEW");
    nowhere.run("local").failsWith(2, "Missing a command");
    nowhere.run("").failsWith(2);
  }

  @Tag("one-java")
  @Test
  void anotherEnvironmentsDatabaseIsRefused() throws Exception {
    TestPostgres.migrated(database, app);
    app.with("ONEOFF_ENVIRONMENT", "production")
        .run("migrate")
        .failsWith(
            3,
            "says production",
            "belongs to test",
            "migrate environment production --confirm test");
  }

  @Tag("one-java")
  @Test
  void aCopyIsRenamedWithTheOldNameAsConfirmation() throws Exception {
    TestPostgres.migrated(database, app);
    App staging = app.with("ONEOFF_ENVIRONMENT", "staging");
    staging.run("migrate", "environment", "staging").failsWith(3, "--confirm test");
    staging
        .run("migrate", "environment", "staging", "--confirm", "staging")
        .failsWith(3, "Not confirmed");
    staging.run("migrate", "environment", "staging", "--confirm", "test").succeeds();
    assertThat(database.query("select name from admin_environment")).isEqualTo("staging");
    staging.run("migrate").succeeds();
  }

  @Tag("one-java")
  @Test
  void aDisabledCommandIsRefused() {
    app.with("ONEOFF_DISABLED_COMMANDS", "shell,migrate environment")
        .run("migrate", "environment", "production", "--confirm", "test")
        .failsWith(3, "switched off here");
  }

  @Tag("one-java")
  @Test
  void pendingMigrationsAreNotAsRequired() throws Exception {
    Run check = app.run("migrate", "--check", "--format", "csv").endsWith(5);
    assertThat(check.out()).contains("db/changelog/changes/0001-customers.sql,pending");
    assertThat(check.err()).contains(ToolkitChangesets.and(4) + " changesets pending.");
    assertThat(database.query("select count(*) from pg_tables where schemaname = 'public'"))
        .isEqualTo("0");

    TestPostgres.migrated(database, app);
    app.run("migrate", "--check").succeeds();
  }

  @Tag("one-java")
  @Test
  void aPlanShowsWhatWouldRunAndRunsNothing() throws Exception {
    assertThat(app.run("migrate", "--plan").succeeds().out()).contains("0004-order-lines");
    assertThat(database.hasTable("orders")).isFalse();
  }

  @Test
  void anUnreachableDatabaseIsUnavailable() {
    App unreachable = app.with("DATABASE_URL", "postgres://app:geheim@127.0.0.1:1/orders");
    unreachable.run("migrate").failsWith(69, "127.0.0.1:1 cannot be reached");
    unreachable.run("migrate", "status").failsWith(69);
    unreachable.run("health").endsWith(5);
    unreachable.run("health", "--url", "http://127.0.0.1:1").endsWith(5);
    unreachable.run("health", "--url", "nowhere").endsWith(2);
  }

  @Test
  void aWrongLoginOrNameIsConfiguration() {
    App wrongPassword = app.with("DATABASE_URL", database.url("geheim"));
    assertThat(wrongPassword.run("migrate").failsWith(78, "does not let").err())
        .doesNotContain("geheim");
    wrongPassword.run("migrate", "status").failsWith(78, "does not let");
    wrongPassword.run("migrate", "wait").failsWith(78, "does not let");
    String elsewhere = database.url().replace(database.name(), "no_such_database");
    app.with("DATABASE_URL", elsewhere)
        .run("migrate")
        .failsWith(78, "no database 'no_such_database'");
    app.with("DATABASE_URL", "mysql://app:geheim@db/orders")
        .run("migrate")
        .failsWith(78, "DATABASE_URL cannot be used");
    app.with("DATABASE_URL", "mysql://app:geheim@db/orders")
        .run("serve")
        .failsWith(78, "DATABASE_URL cannot be used");
  }

  @Tag("one-java")
  @Test
  void anUnnamedDatabaseNeedsItsEnvironmentsName() throws Exception {
    app.without("ONEOFF_ENVIRONMENT").run("migrate").failsWith(78, "Set ONEOFF_ENVIRONMENT");
    TestPostgres.migrated(database, app);
    // Once stamped it is known.
    app.without("ONEOFF_ENVIRONMENT").run("migrate").succeeds();
  }

  @Tag("one-java")
  @Test
  void aWayPastAPoolerNeedsTheDatabaseItself() {
    App local = App.packaged().with("ONEOFF_LOCAL_DIRECTORY", directory.toString());
    local.with("DATABASE_DIRECT_URL", database.url()).run("migrate").failsWith(78, "Set both");
    local.run("local", "stop").succeeds();
  }
}
