package dev.oneoff.admin.migrate.command;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrateWorkTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();

  @Test
  void aPlanShowsPendingChangesetsAndExitsWithDone() throws Exception {
    MigrateCommand command = Parsed.command(MigrateCommand.class, "migrate", "--plan");

    assertThat(command.run(console.invocation(), staging())).isEqualTo(ExitCode.DONE);
    assertThat(console.data().replaceAll("(?m)^toolkit +[^e ].*\n", ""))
        .isEqualTo(
            """
            changelog  id           file                                    statement  sql                                                           table                rows  size  lock                 meaning
            ---------  -----------  --------------------------------------  ---------  ------------------------------------------------------------  -------------------  ----  ----  -------------------  -------
            toolkit    environment  dev/oneoff/admin/migrate/changelog.sql          1  create table admin_environment ( name text not null check (…  null                 null  null  none
            toolkit    environment  dev/oneoff/admin/migrate/changelog.sql          2  create unique index admin_environment_one_row on admin_envi…  admin_environment    null  null  SHARE
            app        one          dev/oneoff/admin/migrate/two.sql                1  create table one (id int)                                     null                 null  null  none
            app        two          dev/oneoff/admin/migrate/two.sql                1  create table two (id int)                                     null                 null  null  none
            """);
    assertThat(console.talk()).isEqualTo(ToolkitChangesets.and(2) + " changesets pending.\n");
  }

  @Test
  void aPlanSaysWhatEachStatementLocksAndHowLargeThatIs() throws Exception {
    database.execute(
        "create table big as select i as id, i as a from generate_series(1, 1000) i;"
            + " alter table big add primary key (id); analyze big");
    MigrateCommand command =
        Parsed.command(MigrateCommand.class, "migrate", "--plan", "--format", "csv");

    command.run(
        console.invocation(),
        database.database("quarkus.liquibase.change-log", "dev/oneoff/admin/migrate/plan.sql"));

    String bytes = database.query("select pg_total_relation_size('big')").get(0);
    assertThat(console.data().replace("dev/oneoff/admin/migrate/plan.sql", "plan.sql").lines())
        .filteredOn(line -> line.startsWith("app"))
        .containsExactly(
            "app,big,plan.sql,1,create index big_a on big (a),big,1000,"
                + bytes
                + ",SHARE,blocks writers",
            "app,big,plan.sql,2,alter table big add column b uuid default"
                + " gen_random_uuid(),big,1000,"
                + bytes
                + ",ACCESS EXCLUSIVE,\"blocks readers and writers, rewrites the table\"",
            "app,small,plan.sql,1,\"create table small (id int primary key, big_id int references"
                + " big (id))\",big,1000,"
                + bytes
                + ",SHARE ROW EXCLUSIVE,blocks writers",
            "app,small,plan.sql,2,create index small_big on small (big_id),small,,,SHARE,\"\"",
            "app,code,plan.sql,1,do $$ begin drop table big; end $$,,,,unknown,unknown");
  }

  @Test
  void aCheckFindsPendingChangesets() throws Exception {
    MigrateCommand command =
        Parsed.command(MigrateCommand.class, "migrate", "--check", "--format", "csv");

    assertThat(command.run(console.invocation(), staging())).isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("dev/oneoff/admin/migrate/two.sql,pending");
    assertThat(console.talk()).endsWith(ToolkitChangesets.and(2) + " changesets pending.\n");
    assertThat(database.query("select 1 from pg_tables where schemaname = 'public'")).isEmpty();
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging());
    assertThat(command.run(console.invocation(), staging())).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).endsWith("Nothing is pending.\n");
  }

  @Test
  void migrateAppliesAndSaysSoAndStampsTheEnvironment() throws Exception {
    assertThat(Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging()))
        .isEqualTo(ExitCode.DONE);
    assertThat(Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging()))
        .isEqualTo(ExitCode.DONE);

    assertThat(console.talk())
        .endsWith(
            """
            %d changesets applied; the schema is current.
            Nothing to do: the schema is current.
            """
                .formatted(ToolkitChangesets.and(2)));
    assertThat(console.data()).isEmpty();
    assertThat(database.query("select name from admin_environment")).containsExactly("staging");
  }

  @Test
  void theLockOfAProcessThatDiedAfterItsLastChangesetIsCleared() throws Exception {
    MigrateCommand command = Parsed.command(MigrateCommand.class, "migrate");
    command.run(console.invocation(), staging());
    database.execute("update databasechangeloglock set locked = true, lockedby = 'a dead pod'");

    assertThat(command.run(console.invocation(), staging())).isEqualTo(ExitCode.DONE);

    assertThat(console.talk())
        .contains("Clearing Liquibase's lock, which a dead pod left behind.")
        .contains("Nothing to do");
    assertThat(database.query("select locked from databasechangeloglock")).containsExactly("f");
  }

  @Test
  void anotherEnvironmentsDatabaseIsRefused() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging());

    assertThatThrownBy(
            () ->
                Parsed.command(MigrateCommand.class, "migrate")
                    .run(console.invocation(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("says production")
        .hasMessageContaining("belongs to staging")
        .hasMessageContaining("migrate environment production --confirm staging");
  }

  private static MigrateEnvironmentCommand rename(String confirmed) {
    return Parsed.command(
        MigrateEnvironmentCommand.class,
        "migrate",
        "environment",
        "production",
        "--confirm",
        confirmed);
  }

  @Test
  void aCopyIsRenamedByItsOldName() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging());
    MigrateEnvironmentCommand rename = rename("staging");

    assertThat(rename.run(console.invocation(), named("production"))).isEqualTo(ExitCode.DONE);
    assertThat(database.query("select name from admin_environment")).containsExactly("production");
    assertThat(
            Parsed.command(MigrateCommand.class, "migrate")
                .run(console.invocation(), named("production")))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aCopyIsNotRenamedByItsNewName() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging());
    MigrateEnvironmentCommand rename = rename("production");

    assertThatThrownBy(() -> rename.run(console.invocation(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("Not confirmed");
    assertThat(database.query("select name from admin_environment")).containsExactly("staging");
  }

  @Test
  void withoutAConfirmationNothingIsRenamed() throws Exception {
    Parsed.command(MigrateCommand.class, "migrate").run(console.invocation(), staging());
    MigrateEnvironmentCommand rename =
        Parsed.command(MigrateEnvironmentCommand.class, "migrate", "environment", "production");

    assertThatThrownBy(() -> rename.run(console.invocation(), named("production")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("--confirm staging");
    assertThat(database.query("select name from admin_environment")).containsExactly("staging");
  }

  @Test
  void anUnnamedDatabaseIsNotRenamed() {
    MigrateEnvironmentCommand rename =
        Parsed.command(MigrateEnvironmentCommand.class, "migrate", "environment", "production");

    assertThatThrownBy(() -> rename.run(console.invocation(), staging()))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("has no environment yet");
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
