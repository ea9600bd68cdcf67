package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exit code for each cause, on the packaged jar. Which sentence, {@code UsageTest} and {@code
 * MigrateWorkTest} show.
 */
class ExitCodesIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @TempDir Path directory;

  @Test
  void migratingIsDoneAndMigratingAgainHasNothingToDo() throws Exception {
    JarRun first = app.run("migrate").succeeds();
    assertThat(first.out()).isEmpty();
    assertThat(first.err())
        .contains(ToolkitChangesets.and(4) + " changesets applied; the schema is current.");
    assertThat(database.hasTable("orders")).isTrue();

    assertThat(app.run("migrate").succeeds().err())
        .contains("Nothing to do: the schema is current.");
  }

  @Test
  void aFailureIsASentenceAndAStackTraceIsShownOnlyOnRequest() {
    App failing =
        Changelogs.in(directory, app.on(JarPostgres.prepared()), "create table two (id nonsense)");
    failing
        .run("migrate")
        .failsWith(1, "changelog.sql::1 by test failed", "type \"nonsense\" does not exist");
    assertThat(failing.run("migrate", "--verbose").endsWith(1).err())
        .contains("\tat ", "PSQLException");
  }

  @Tag("one-java")
  @Test
  void aWrongCommandLineIsAUsageError() {
    App nowhere =
        App.packaged().warm().with("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    nowhere.run("migrat").failsWith(2, "Did you mean", "migrate");
  }

  @Tag("one-java")
  @Test
  void aDisabledCommandIsRefused() {
    app.with("ONEOFF_DISABLED_COMMANDS", "shell,migrate environment")
        .run("migrate", "environment", "production", "--confirm", "test")
        .failsWith(3, "switched off here");
  }

  @Test
  void anUnreachableDatabaseIsUnavailable() {
    App unreachable = app.with("DATABASE_URL", "postgres://app:geheim@127.0.0.1:1/orders");
    unreachable.run("migrate").failsWith(69, "127.0.0.1:1 cannot be reached");
    unreachable.warm().run("migrate", "status").failsWith(69);
    unreachable.run("health").endsWith(5);
    unreachable.run("health", "--url", "http://127.0.0.1:1").endsWith(5);
    unreachable.run("health", "--url", "nowhere").endsWith(2);
  }

  @Test
  void aWrongLoginOrNameIsAConfigurationError() {
    App wrongPassword = app.with("DATABASE_URL", database.url("geheim"));
    assertThat(wrongPassword.run("migrate").failsWith(78, "does not let").err())
        .doesNotContain("geheim");
    wrongPassword.warm().run("migrate", "status").failsWith(78, "does not let");
    wrongPassword.warm().run("migrate", "wait").failsWith(78, "does not let");
    String elsewhere = database.url().replace(database.name(), "no_such_database");
    app.warm()
        .with("DATABASE_URL", elsewhere)
        .run("migrate")
        .failsWith(78, "no database 'no_such_database'");
    app.warm()
        .with("DATABASE_URL", "mysql://app:geheim@db/orders")
        .run("migrate")
        .failsWith(78, "DATABASE_URL cannot be used");
    app.with("DATABASE_URL", "mysql://app:geheim@db/orders")
        .run("serve")
        .failsWith(78, "DATABASE_URL cannot be used");
  }

  @Tag("one-java")
  @Test
  void aDirectUrlNeedsADatabaseUrl() {
    App local = App.packaged().warm().with("ONEOFF_LOCAL_DIRECTORY", directory.toString());
    local.with("DATABASE_DIRECT_URL", database.url()).run("migrate").failsWith(78, "Set both");
    local.run("local", "stop").succeeds();
  }
}
