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
import dev.oneoff.admin.migrate.command.MigrateLocksCommand;
import dev.oneoff.admin.migrate.command.MigrateRepairCommand;
import dev.oneoff.admin.migrate.command.MigrateRollbackCommand;
import dev.oneoff.admin.migrate.command.MigrateStatusCommand;
import dev.oneoff.admin.migrate.command.MigrateSyncCommand;
import dev.oneoff.admin.migrate.command.MigrateTagCommand;
import dev.oneoff.admin.migrate.command.MigrateWaitCommand;
import dev.oneoff.admin.migrate.validate.MigrateValidateCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service whose schema is Flyway's: the same commands, and Flyway's own files, rules and table.
 */
class FlywayMigrationsTest {

  private static final String HISTORY =
      "select concat_ws(' ', installed_rank, version, type, script, checksum is not null, success)"
          + " from flyway_schema_history order by installed_rank";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path files;

  private TestConsole console = TestConsole.unattended();
  private final List<String> settings = new ArrayList<>();

  @BeforeEach
  void twoTablesAndAView() throws Exception {
    write("V1__one.sql", "create table one (n int);");
    write("V2__two.sql", "create table two (n int);\ninsert into two values (${answer});");
    write("R__all.sql", "create or replace view everything as select 1 as n;");
    settings.addAll(List.of("quarkus.flyway.placeholders.answer", "42"));
  }

  @Test
  void migrateRunsFlywaysMigrationsAfterTheToolkitsChangesets() throws Exception {
    migrate();

    assertThat(tables()).contains("admin_run", "flyway_schema_history", "one", "two");
    assertThat(history())
        .containsExactly(
            "1 1 SQL V1__one.sql t t", "2 2 SQL V2__two.sql t t", "3 SQL R__all.sql t t");
    assertThat(console.talk())
        .contains("Applying V1__one.sql …\nApplying V2__two.sql …\nApplying R__all.sql …\n")
        .endsWith(ToolkitChangesets.and(3) + " changesets applied; the schema is current.\n");
    again();
    migrate();
    assertThat(console.talk()).isEqualTo("Nothing to do: the schema is current.\n");
  }

  @Test
  void whatFlywayHasRunIsDone() throws Exception {
    flyway().load().migrate();

    migrate();

    assertThat(console.talk())
        .doesNotContain("V1__one.sql")
        .endsWith(ToolkitChangesets.and(0) + " changesets applied; the schema is current.\n");
  }

  @Test
  void whatMigrateHasRunIsDoneToFlyway() throws Exception {
    migrate();

    assertThat(flyway().load().migrate().migrationsExecuted).isZero();
    assertThat(flyway().load().validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void aTextThatMayChangeRunsAgainWhenItHas() throws Exception {
    migrate();
    write("R__all.sql", "create or replace view everything as select 2 as n;");

    assertThat(run(MigrateCommand.class, "migrate", "--check", "--format", "csv"))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data().lines()).hasSize(2).anyMatch(line -> line.contains("R__all.sql"));
    migrate();
    assertThat(console.talk()).endsWith("1 changeset applied; the schema is current.\n");
  }

  @Test
  void statusTellsWhatRanAndWhatIsPending() throws Exception {
    migrate("--to", "1");
    write("V3__three.sql", "create table three (n int);");

    run(MigrateStatusCommand.class, "migrate", "status", "--format", "csv");

    assertThat(console.data())
        .containsPattern("1,,V1__one.sql,applied,\\d{4}-.*,one")
        .containsPattern("2,,V2__two.sql,pending,,two")
        .containsPattern("3,,V3__three.sql,pending,,three");
  }

  @Test
  void aVersionLimitsTheRunAndAnUnknownOneIsAUsageError() throws Exception {
    assertThatThrownBy(() -> migrate("--to", "7"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessage("There is no migration of the version '7'. Known: 1, 2.");
    assertThat(tables()).isEmpty();

    migrate("--to", "1");

    assertThat(tables()).contains("one").doesNotContain("two");
    assertThat(console.talk()).endsWith("the schema is behind this release by 1 changeset.\n");
  }

  @Test
  void aNumberLimitsTheRunExactly() throws Exception {
    migrate("--count", "2");

    assertThat(history()).hasSize(2);
    migrate("--count", "1");
    assertThat(history()).hasSize(3);
  }

  @Test
  void aPlanNamesTheStatementsAndChangesNothing() throws Exception {
    run(MigrateCommand.class, "migrate", "--plan", "--format", "csv");

    assertThat(console.data())
        .contains("insert into two values (42)")
        .contains("create table one (n int)");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aScriptForPsqlDoesTheSame() throws Exception {
    run(MigrateCommand.class, "migrate", "--sql");
    PsqlScript.run(database, console.data());

    assertThat(history()).hasSize(3);
    assertThat(flyway().load().validateWithResult().validationSuccessful).isTrue();
    assertThat(run(MigrateCommand.class, "migrate", "--check")).isEqualTo(ExitCode.DONE);
    assertThat(database.query("select n from two")).containsExactly("42");
  }

  @Test
  void aMigrationThatFailsLeavesNothingAndTheOnesBeforeItStay() throws Exception {
    write("V3__three.sql", "create table three (n int); select 1 / 0;");

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("V3__three.sql failed: ERROR: division by zero")
        .hasMessageContaining("Nothing of this changeset was applied.");

    assertThat(tables()).contains("two").doesNotContain("three");
    assertThat(history()).hasSize(2);
    write("V3__three.sql", "create table three (n int);");
    migrate();
    assertThat(history()).hasSize(4);
  }

  @Test
  void oneOutsideATransactionThatFailsIsRepairedByAPerson() throws Exception {
    write("V3__three.sql", "create index concurrently i on two (n);");
    write("V4__four.sql", "create index concurrently j on nothing (n);");

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("V4__four.sql failed")
        .hasMessageContaining("run 'migrate repair'");
    assertThat(history()).contains("3 3 SQL V3__three.sql t t", "4 4 SQL V4__four.sql t f");
    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageStartingWith("Nothing ran, because a part of V4__four.sql ran once");
    assertThat(run(MigrateCommand.class, "migrate", "--check")).isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(run(MigrateValidateCommand.class, "migrate", "validate", "--format", "csv"))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("migrate repair");

    write("V4__four.sql", "create index concurrently j on one (n);");
    again();
    run(MigrateRepairCommand.class, "migrate", "repair");
    assertThat(console.talk())
        .contains("The migration 4 (four) is no longer recorded as failed.")
        .endsWith("1 migration repaired.\n");
    migrate();
    assertThat(history()).hasSize(5);
  }

  @Test
  void aTextChangedAfterItRanIsRefusedFoundAndAcceptedByRepair() throws Exception {
    migrate();
    write("V1__one.sql", "create table one (n bigint);");
    write("V3__three.sql", "create table three (n int);");

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageStartingWith("Nothing ran, because Flyway does not accept the migrations: ")
        .hasMessageContaining("checksum mismatch");
    assertThat(tables()).doesNotContain("three");
    assertThat(run(MigrateValidateCommand.class, "migrate", "validate", "--format", "csv"))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("checksum mismatch").contains("Put it back as it was");
    run(MigrateRepairCommand.class, "migrate", "repair");
    migrate();
    assertThat(tables()).contains("three");
  }

  @Test
  void aMigrationThatCannotBeReadIsFoundBeforeAnyRuns() throws Exception {
    write("V3__three.sql", "insert into one values (${unknown});");
    write("v4_four.sql", "select 1;");

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("unknown");
    assertThat(tables()).isEmpty();
    assertThat(run(MigrateValidateCommand.class, "migrate", "validate", "--format", "csv"))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("V3__three.sql").contains("v4_four.sql");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aDatabaseThatHasTablesButNoHistoryIsRefusedAsFlywayDoes() throws Exception {
    database.execute("create table theirs (n int)");

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("non-empty schema");
    assertThat(tables()).containsExactly("theirs");

    settings.addAll(List.of("quarkus.flyway.baseline-on-migrate", "true"));
    migrate();
    assertThat(history()).startsWith("1 1 BASELINE << Flyway Baseline >> f t");
    assertThat(tables()).contains("two").doesNotContain("one");
  }

  @Test
  void theToolkitsTablesAloneAreNoReasonToRefuse() throws Exception {
    new Migrations(database.settings(), database.dataSource())
        .applyToolkit(() -> {}, sentence -> {});

    migrate();

    assertThat(tables()).contains("one", "two");
    assertThat(flyway().load().validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void syncRecordsWithoutRunning() throws Exception {
    database.execute("create table one (n int)");

    run(MigrateSyncCommand.class, "migrate", "sync", "--to", "1");

    assertThat(history()).startsWith("1 1 SQL V1__one.sql t t");
    migrate();
    assertThat(tables()).contains("two");
  }

  @Test
  void whatFlywayCannotDoIsRefusedWithASentence() {
    assertThatThrownBy(
            () -> run(MigrateRollbackCommand.class, "migrate", "rollback", "--count", "1"))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessage("Flyway cannot roll back. Undo it in a new migration, and run 'migrate'.");
    assertThatThrownBy(() -> run(MigrateTagCommand.class, "migrate", "tag", "v1"))
        .is(because(AdminException.Cause.REFUSED));
    assertThatThrownBy(() -> migrate("--contexts", "test")).is(because(AdminException.Cause.USAGE));
    assertThatThrownBy(
            () -> run(MigrateValidateCommand.class, "migrate", "validate", "--no-database"))
        .is(because(AdminException.Cause.USAGE));
  }

  @Test
  void waitEndsOnceTheSchemaIsCurrent() throws Exception {
    assertThatThrownBy(
            () -> run(MigrateWaitCommand.class, "migrate", "wait", "--wait-timeout", "0s"))
        .is(because(AdminException.Cause.BUSY));
    migrate();
    run(MigrateWaitCommand.class, "migrate", "wait");
    assertThat(console.talk()).endsWith("The schema is current.\n");
  }

  @Test
  void aServerThatMigratesAtItsStartIsListedByItsLock() throws Exception {
    write("V3__three.sql", "select pg_advisory_lock(1);");
    try (Connection gate = database.connect();
        Statement statement = gate.createStatement()) {
      statement.execute("select pg_advisory_lock(1)");
      Thread server = new Thread(() -> flyway().load().migrate());
      server.start();
      while (database
          .query("select 1 from pg_locks where locktype = 'advisory' and not granted")
          .isEmpty()) {
        Thread.onSpinWait();
      }

      run(MigrateLocksCommand.class, "migrate", "locks", "--format", "csv");

      assertThat(console.data()).contains("\nflyway_schema_history,");
      statement.execute("select pg_advisory_unlock(1)");
      server.join();
    }
    again();
    run(MigrateLocksCommand.class, "migrate", "locks", "--format", "csv");
    assertThat(console.data().lines()).hasSize(1);
  }

  @Test
  void aPlaceThatIsNamedAndEmptyIsAMistakeInTheSettings() {
    settings.addAll(List.of("quarkus.flyway.locations", "filesystem:" + files + "/nowhere"));

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageStartingWith("quarkus.flyway.locations names filesystem:");
  }

  @Test
  void aMigrationThatComesTooLateIsFoundBeforeItIsRefused() throws Exception {
    write("V3__three.sql", "create table three (n int);");
    Files.delete(files.resolve("V2__two.sql"));
    migrate();
    write("V2__two.sql", "create table two (n int);");
    again();

    assertThat(run(MigrateCommand.class, "migrate", "--check", "--format", "csv"))
        .isEqualTo(ExitCode.NOT_AS_REQUIRED);
    assertThat(console.data()).contains("V2__two.sql,late,");
    assertThatThrownBy(this::migrate).is(because(AdminException.Cause.REFUSED));

    settings.addAll(List.of("quarkus.flyway.out-of-order", "true"));
    migrate();
    assertThat(tables()).contains("two");
  }

  @Test
  void thereIsNoScriptThatBeginsWithABaseline() throws Exception {
    settings.addAll(List.of("quarkus.flyway.baseline-on-migrate", "yes"));
    assertThat(run(MigrateCommand.class, "migrate", "--sql")).isEqualTo(ExitCode.DONE);

    database.execute("create table here_already (n int)");
    assertThatThrownBy(() -> run(MigrateCommand.class, "migrate", "--sql"))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("baseline");
  }

  @Test
  void aScriptMakesTheSchemaOnlyIfItIsNotThere() throws Exception {
    run(MigrateCommand.class, "migrate", "--sql");
    assertThat(console.data()).doesNotContain("create schema");

    again();
    settings.addAll(List.of("quarkus.flyway.default-schema", "app"));
    run(MigrateCommand.class, "migrate", "--sql");
    assertThat(console.data()).contains("create schema \"app\"");
  }

  /** As on managed databases, where extensions are in the public schema. */
  @Test
  void anExtensionsTablesAreNotTheServices() throws Exception {
    database.execute("create extension pg_stat_statements");
    new Migrations(TestDatabase.settingsOf(Map.of()), database.dataSource())
        .apply(() -> {}, sentence -> {}, () -> {});

    migrate();

    assertThat(tables()).contains("one", "two");
  }

  /** Flyway runs them on a connection of their own, while it keeps the other one. */
  @Test
  void scriptsThatRunBeforeAndAfterAllMigrationsAreRun() throws Exception {
    write("beforeMigrate.sql", "create table before (n int);");
    write("afterMigrate.sql", "insert into before select count(*) from two;");

    migrate();

    assertThat(database.query("select n from before")).containsExactly("1");
    assertThat(console.talk()).doesNotContain("Waiting");
  }

  @Test
  void whatFailsAfterAllMigrationsIsNotTheLastOne() throws Exception {
    write("afterMigrate.sql", "insert into nowhere values (1);");

    assertThatThrownBy(this::migrate)
        .hasMessageContaining("nowhere")
        .hasMessageNotContaining("R__all.sql");
    assertThat(tables()).contains("two");
  }

  @Test
  void anotherRoleForMigrationsIsNotIgnored() throws Exception {
    settings.addAll(List.of("quarkus.flyway.username", "owner"));

    assertThatThrownBy(this::migrate)
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageStartingWith("quarkus.flyway.username lets the server migrate as another role.");
  }

  @Test
  void aSchemaOfItsOwnKeepsItsHistoryAndTheToolkitStaysOut() throws Exception {
    settings.addAll(List.of("quarkus.flyway.default-schema", "app"));

    migrate();

    assertThat(database.query("select tablename from pg_tables where schemaname = 'app'"))
        .containsExactlyInAnyOrder("flyway_schema_history", "one", "two");
    assertThat(tables()).contains("admin_run").doesNotContain("one");
    again();
    migrate();
    assertThat(console.talk()).isEqualTo("Nothing to do: the schema is current.\n");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(files.resolve(name), text + "\n");
  }

  private void again() {
    console = TestConsole.unattended();
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(database.location().jdbcUrl(), database.user(), database.password())
        .locations("filesystem:" + files)
        .placeholders(java.util.Map.of("answer", "42"));
  }

  private void migrate(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("migrate"));
    all.addAll(List.of(options));
    run(MigrateCommand.class, all.toArray(String[]::new));
  }

  private ExitCode run(Class<? extends DatabaseCommand> type, String... arguments)
      throws Exception {
    return Parsed.command(type, arguments).run(console.invocation(), service());
  }

  private Database service() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "quarkus.flyway.locations", "filesystem:" + files, "oneoff.environment", "test"));
    all.addAll(settings);
    return database.database(all.toArray(String[]::new));
  }

  private List<String> history() throws Exception {
    return database.query(HISTORY);
  }

  private List<String> tables() throws Exception {
    return database.query("select tablename from pg_tables where schemaname = 'public'");
  }
}
