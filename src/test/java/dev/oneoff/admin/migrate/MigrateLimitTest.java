package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.command.MigrateCommand;
import dev.oneoff.admin.migrate.command.MigrateRollbackCommand;
import dev.oneoff.admin.migrate.command.MigrateSyncCommand;
import dev.oneoff.admin.migrate.command.MigrateTagCommand;
import dev.oneoff.admin.migrate.validate.MigrateValidateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/** Parts of a changelog: forwards to a tag or so many, as a script, and back. */
class MigrateLimitTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();
  @TempDir Path directory;

  @Test
  void migratingToATagIncludesItsChangesetAndSaysWhatIsLeft() throws Exception {
    migrate("--to", "v1");

    assertThat(tables()).contains("one").doesNotContain("two", "three");
    assertThat(console.talk())
        .endsWith(
            ToolkitChangesets.and(2)
                + " changesets applied; the schema is behind this release by 2 changesets.\n");
    migrate("--to", "v1");
    assertThat(console.talk())
        .endsWith("Nothing to do: the schema is behind this release by 2 changesets.\n");
  }

  @Test
  void anUnknownTagIsAUsageErrorThatNamesTheKnownOnes() {
    assertThatThrownBy(() -> migrate("--to", "v2"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("Known: v1.");
  }

  @Test
  void countLimitsTheServicesChangesets() throws Exception {
    migrate("--count", "1");
    assertThat(tables()).contains("admin_environment", "one").doesNotContain("two");
    migrate("--count", "2");
    assertThat(tables()).contains("two").doesNotContain("three");
    migrate();
    assertThat(console.talk()).endsWith("1 changeset applied; the schema is current.\n");
  }

  @Test
  void aPlanShowsNoMoreThanTheLimit() throws Exception {
    migrate("--plan", "--to", "v1", "--format", "csv");

    assertThat(console.data()).contains(",v1,").doesNotContain(",two,");
    assertThat(console.talk()).isEqualTo(ToolkitChangesets.and(2) + " changesets pending.\n");
  }

  @Test
  void aScriptChangesNothingAndPsqlRunsIt() throws Exception {
    migrate("--sql");
    assertThat(tables()).isEmpty();
    assertThat(console.data()).startsWith("\\set ON_ERROR_STOP on\n");
    PsqlScript.run(database, console.data());

    assertThat(tables()).contains("admin_environment", "one", "two", "three");
    assertThat(database.query("select id from databasechangelog where tag = 'v1'"))
        .containsExactly("v1");
    assertThat(run(MigrateCommand.class, "migrate", "--check")).isEqualTo(ExitCode.DONE);
    migrate();
    assertThat(console.talk()).endsWith("Nothing to do: the schema is current.\n");
  }

  @Test
  void aRollbackRollsBackTheLastChangesets() throws Exception {
    migrate();
    rollback("--count", "1");
    assertThat(tables()).contains("two").doesNotContain("three");
    rollback("--to", "v1");
    assertThat(tables()).contains("one").doesNotContain("two");
    rollback("--to-date", "2020-01-01T00:00:00Z");
    assertThat(tables()).doesNotContain("one");
    assertThat(database.query("select id from databasechangelog")).isEmpty();
    assertThat(console.talk()).endsWith("2 changesets rolled back.\n");
    migrate();
    assertThat(tables()).contains("one", "two", "three");
  }

  @Test
  void aRollbacksPlanAndScriptChangeNothing() throws Exception {
    migrate();
    rollback("--to", "v1", "--plan", "--format", "csv");
    assertThat(console.data().lines().map(line -> line.split(",")[1]))
        .containsExactly("id", "three", "two");
    TestConsole script = TestConsole.unattended();
    Parsed.command(MigrateRollbackCommand.class, "migrate", "rollback", "--count", "2", "--sql")
        .run(script.invocation(), named("test"));
    assertThat(tables()).contains("three");
    PsqlScript.run(database, script.data());

    assertThat(tables()).contains("one").doesNotContain("two", "three");
    assertThat(database.query("select id from databasechangelog order by orderexecuted"))
        .containsExactly("one", "v1");
  }

  @Test
  void aChangesetWithoutARollbackIsNamedBeforeAnythingChanges() throws Exception {
    Database two = database("two.sql", "test");
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), two);

    MigrateRollbackCommand command =
        Parsed.command(MigrateRollbackCommand.class, "migrate", "rollback", "--count", "1");
    assertThatThrownBy(() -> command.run(console.invocation(), two))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("two.sql::two by test has no rollback");
    assertThat(tables()).contains("two");
  }

  @Test
  void outsideDevelopmentARollbackIsConfirmed() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), named("production"));
    String[] arguments = {"migrate", "rollback", "--count", "1"};
    MigrateRollbackCommand command = Parsed.command(MigrateRollbackCommand.class, arguments);

    assertThatThrownBy(() -> command.run(console.invocation(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("--confirm production");
    assertThat(tables()).contains("three");

    MigrateRollbackCommand confirmed =
        Parsed.command(
            MigrateRollbackCommand.class, arguments(List.of(arguments), "--confirm", "production"));
    assertThat(confirmed.run(console.invocation(), named("production"))).isEqualTo(ExitCode.DONE);
    assertThat(tables()).contains("two").doesNotContain("three");
  }

  @Test
  void aTagCanBeRolledBackTo() throws Exception {
    migrate("--count", "3");
    run(MigrateTagCommand.class, "migrate", "tag", "here");
    migrate();
    rollback("--to", "here");

    assertThat(tables()).contains("two").doesNotContain("three");
    assertThatThrownBy(() -> run(MigrateTagCommand.class, "migrate", "tag", "v1"))
        .is(because(AdminException.Cause.REFUSED));
  }

  @Test
  void syncRecordsWithoutRunning() throws Exception {
    run(MigrateSyncCommand.class, "migrate", "sync", "--to", "v1");

    assertThat(tables()).contains("admin_environment").doesNotContain("one");
    assertThat(database.query("select id || coalesce(tag, '') from databasechangelog order by 1"))
        .containsExactly("one", "v1v1");
    migrate();
    assertThat(tables()).contains("two", "three").doesNotContain("one");
  }

  @Test
  void outsideDevelopmentASyncIsConfirmed() throws Exception {
    String[] arguments = {"migrate", "sync", "--count", "1"};
    MigrateSyncCommand unconfirmed = Parsed.command(MigrateSyncCommand.class, arguments);

    assertThatThrownBy(() -> unconfirmed.run(console.invocation(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("--confirm production");
    assertThat(
            Parsed.command(
                    MigrateSyncCommand.class,
                    arguments(List.of(arguments), "--confirm", "production"))
                .run(console.invocation(), named("production")))
        .isEqualTo(ExitCode.DONE);
    assertThat(database.query("select id from databasechangelog")).containsExactly("one");
  }

  @Test
  void aRollbackNeedsALimitAndAnExistingTag() throws Exception {
    migrate();

    assertThatThrownBy(() -> rollback()).isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> rollback("--to", "nowhere"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("nowhere");
    assertThat(tables()).contains("one", "two", "three");
  }

  @Test
  void validateFindsChangedAndUnreadableChangesets() throws Exception {
    String[] arguments = {"migrate", "validate", "--format", "csv"};
    assertThat(run(MigrateValidateCommand.class, arguments)).isEqualTo(ExitCode.DONE);
    Database two = database("two.sql", "test");
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), two);
    database.execute(
        "update databasechangelog set filename = replace(filename, 'two.sql', 'changed.sql')");
    MigrateValidateCommand validate = Parsed.command(MigrateValidateCommand.class, arguments);

    assertThat(validate.run(console.invocation(), database("changed.sql", "test")))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("changed.sql,,one,test,Its text was changed");
    assertThat(validate.run(console.invocation(), database("missing.sql", "test")))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
  }

  private void migrate(String... options) throws Exception {
    run(MigrateCommand.class, arguments(List.of("migrate"), options));
  }

  private void rollback(String... options) throws Exception {
    run(MigrateRollbackCommand.class, arguments(List.of("migrate", "rollback"), options));
  }

  private static String[] arguments(List<String> command, String... options) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private ExitCode run(Class<? extends DatabaseCommand> type, String... arguments)
      throws Exception {
    return Parsed.command(type, arguments).run(console.invocation(), named("test"));
  }

  private Database named(String environment) {
    return database("tagged.yaml", environment);
  }

  private Database database(String file, String environment) {
    return database.database(
        "quarkus.liquibase.change-log",
        "dev/oneoff/admin/migrate/" + file,
        "oneoff.environment",
        environment);
  }

  private List<String> tables() throws Exception {
    return database.query("select tablename from pg_tables where schemaname = 'public'");
  }
}
