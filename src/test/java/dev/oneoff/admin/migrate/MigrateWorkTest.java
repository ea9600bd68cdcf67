package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.Parsed;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrateWorkTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();

  @Test
  void aPlanShowsWhatIsPendingAndIsDone() throws Exception {
    MigrateCommand command = Parsed.command(MigrateCommand.class, "migrate", "--plan");

    assertThat(command.run(console.console(), staging())).isEqualTo(ExitCode.DONE);
    assertThat(console.data())
        .isEqualTo(
            """
            changelog  id           author  file                                    state    applied_at  description
            ---------  -----------  ------  --------------------------------------  -------  ----------  -----------
            toolkit    environment  oneoff  dev/oneoff/admin/migrate/changelog.sql  pending  null        sql
            app        one          test    dev/oneoff/admin/migrate/two.sql        pending  null        sql
            app        two          test    dev/oneoff/admin/migrate/two.sql        pending  null        sql
            """);
    assertThat(console.talk()).isEqualTo("3 changesets pending.\n");
  }

  @Test
  void aCheckFindsWhatIsPending() throws Exception {
    MigrateCommand command = Parsed.command(MigrateCommand.class, "migrate", "--check");

    assertThat(command.run(console.console(), staging())).isEqualTo(ExitCode.NOT_AS_REQUIRED);
    Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging());
    assertThat(command.run(console.console(), staging())).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).endsWith("Nothing is pending.\n");
  }

  @Test
  void migrateAppliesAndSaysSoAndStampsTheEnvironment() throws Exception {
    assertThat(Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging()))
        .isEqualTo(ExitCode.DONE);
    assertThat(Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging()))
        .isEqualTo(ExitCode.DONE);

    assertThat(console.talk())
        .endsWith(
            """
            3 changesets applied; the schema is current.
            Nothing to do: the schema is current.
            """);
    assertThat(console.data()).isEmpty();
    assertThat(database.query("select name from admin_environment")).containsExactly("staging");
  }

  @Test
  void anotherEnvironmentsDatabaseIsRefused() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging());

    assertThatThrownBy(
            () ->
                Parsed.command(MigrateCommand.class, "migrate")
                    .run(console.console(), named("production")))
        .is(because(AdminException.Cause.REFUSED));
  }

  @Test
  void aCopyIsRenamedByItsOldName() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging());
    MigrateEnvironmentCommand rename =
        Parsed.command(
            MigrateEnvironmentCommand.class,
            "migrate",
            "environment",
            "production",
            "--confirm",
            "staging");

    assertThat(rename.run(console.console(), named("production"))).isEqualTo(ExitCode.DONE);
    assertThat(database.query("select name from admin_environment")).containsExactly("production");
  }

  @Test
  void withoutAConfirmationNothingIsRenamed() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.console(), staging());
    MigrateEnvironmentCommand rename =
        Parsed.command(MigrateEnvironmentCommand.class, "migrate", "environment", "production");

    assertThatThrownBy(() -> rename.run(console.console(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("--confirm staging");
    assertThat(database.query("select name from admin_environment")).containsExactly("staging");
  }

  @Test
  void anUnnamedDatabaseIsNotRenamed() {
    MigrateEnvironmentCommand rename =
        Parsed.command(MigrateEnvironmentCommand.class, "migrate", "environment", "production");

    assertThatThrownBy(() -> rename.run(console.console(), staging()))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("bears no name yet");
  }

  private Database staging() {
    return named("staging");
  }

  private Database named(String environment) {
    return database.database(
        "quarkus.liquibase.change-log",
        "dev/oneoff/admin/migrate/two.sql",
        "oneoff.environment",
        environment);
  }
}
