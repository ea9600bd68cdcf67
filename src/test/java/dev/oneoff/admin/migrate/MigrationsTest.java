package dev.oneoff.admin.migrate;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.lock.IfLocked;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus.State;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.state.SchemaVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {

  private static final String LOCATION = "dev/oneoff/admin/migrate/";

  private final Interruption interruption = TestConsole.interruption();
  private final List<String> said = new ArrayList<>();
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void unrunChangesetsArePendingAndAskingChangesNothing() throws Exception {
    assertThat(states("two.sql"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("one", State.PENDING, "two", State.PENDING));
    assertThat(migrations("two.sql").pending())
        .extracting(ChangesetStatus::name)
        .startsWith(LOCATION + "changelog.sql::environment")
        .endsWith(LOCATION + "two.sql::one", LOCATION + "two.sql::two")
        .hasSize((int) ToolkitChangesets.and(2));
    assertThat(tables()).isEmpty();
  }

  @Test
  void anotherRoleForMigrationsIsNotIgnored() throws Exception {
    Migrations migrations =
        new Migrations(
            database.settings(
                "quarkus.liquibase.change-log",
                LOCATION + "two.sql",
                "quarkus.liquibase.username",
                "owner"),
            database.dataSource());

    assertThatThrownBy(() -> migrations.apply(() -> {}, said::add, () -> {}))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageStartingWith(
            "quarkus.liquibase.username lets the server migrate as another role.");
    assertThat(tables()).isEmpty();
  }

  @Test
  void applyRunsPendingChangesetsStartingWithTheToolkits() throws Exception {
    assertThat(apply("two.sql")).isEqualTo((int) ToolkitChangesets.and(2));

    assertThat(tables()).contains("admin_environment", "one", "two");
    assertThat(states("two.sql")).containsValues(State.APPLIED).doesNotContainValue(State.PENDING);
    assertThat(said)
        .startsWith("Applying dev/oneoff/admin/migrate/changelog.sql::environment by oneoff …")
        .endsWith(
            "Applying dev/oneoff/admin/migrate/two.sql::one by test …",
            "Applying dev/oneoff/admin/migrate/two.sql::two by test …");
  }

  @Test
  void theSecondTimeThereIsNothingToDo() throws Exception {
    apply("two.sql");

    assertThat(apply("two.sql")).isZero();
  }

  @Test
  void aNewReleaseAppliesOnlyWhatItAdds() throws Exception {
    apply("two.sql");
    sameFile("two.sql", "three.sql");

    assertThat(migrations("three.sql").pending())
        .extracting(ChangesetStatus::id)
        .containsExactly("three");
    assertThat(apply("three.sql")).isEqualTo(1);
  }

  @Test
  void changesetsOnlyInTheDatabaseAreUnknownAndComeLast() throws Exception {
    apply("three.sql");
    sameFile("three.sql", "two.sql");

    List<ChangesetStatus> changesets = migrations("two.sql").statuses();

    assertThat(changesets.get(changesets.size() - 1))
        .satisfies(last -> assertThat(last.id()).isEqualTo("three"))
        .satisfies(last -> assertThat(last.state()).isEqualTo(State.UNKNOWN))
        .satisfies(last -> assertThat(last.appliedAt()).isPresent());
    assertThat(SchemaVersion.of(changesets))
        .hasToString(
            LOCATION
                + "two.sql::three, ahead of this release by 1, needs "
                + LOCATION
                + "two.sql::two");
    assertThat(apply("two.sql")).isZero();
  }

  @Test
  void aChangedChangesetThatMayRunAgainIsPending() throws Exception {
    apply("two.sql");
    sameFile("two.sql", "changed.sql");

    assertThat(states("changed.sql"))
        .containsEntry("one", State.CHANGED)
        .containsEntry("two", State.PENDING);
  }

  @Test
  void aChangedChangesetStopsMigrate() throws Exception {
    apply("two.sql");
    sameFile("two.sql", "changed.sql");

    assertThatThrownBy(() -> apply("changed.sql"))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining(LOCATION + "changed.sql::one")
        .hasMessageContaining("put its text back");
  }

  @Test
  void otherContextsAreExcludedAndRunAlwaysIsNeverPending() throws Exception {
    assertThat(
            states(
                "selective.sql",
                "quarkus.liquibase.contexts",
                "here",
                "quarkus.liquibase.labels",
                "now"))
        .containsEntry("everywhere", State.PENDING)
        .containsEntry("elsewhere", State.EXCLUDED)
        .containsEntry("labelled", State.EXCLUDED)
        .containsEntry("oracle", State.EXCLUDED)
        .containsEntry("ignored", State.EXCLUDED)
        .containsEntry("always", State.ALWAYS);
  }

  @Test
  void runAlwaysChangesetsRunEachTimeAndAreNotWaitedFor() throws Exception {
    apply("selective.sql", "quarkus.liquibase.contexts", "here", "quarkus.liquibase.labels", "now");
    apply("selective.sql", "quarkus.liquibase.contexts", "here", "quarkus.liquibase.labels", "now");

    assertThat(database.query("select count(*) from everywhere")).containsExactly("2");
    assertThat(tables()).doesNotContain("elsewhere", "labelled", "oracle", "ignored");
    assertThat(
            migrations(
                    "selective.sql",
                    "quarkus.liquibase.contexts",
                    "here",
                    "quarkus.liquibase.labels",
                    "now")
                .pending())
        .isEmpty();
  }

  @Test
  void aFailureKeepsEarlierChangesetsAndNothingOfItsOwn() throws Exception {
    assertThatThrownBy(() -> apply("failing.sql"))
        .is(because(AdminException.Cause.FAILED))
        .hasMessageContaining("The changeset " + LOCATION + "failing.sql::failing by test failed: ")
        .hasMessageContaining("\"nowhere\" does not exist")
        .hasMessageContaining("Nothing of this changeset was applied.");

    assertThat(tables()).contains("before").doesNotContain("half", "after");
    assertThat(states("failing.sql"))
        .containsEntry("before", State.APPLIED)
        .containsEntry("failing", State.PENDING)
        .containsEntry("after", State.PENDING);
  }

  @Test
  void onceFixedItContinuesFromThere() throws Exception {
    assertThatThrownBy(() -> apply("failing.sql")).isInstanceOf(AdminException.class);
    database.execute("create table nowhere (id int)");

    assertThat(apply("failing.sql")).isEqualTo(2);
    assertThat(tables()).contains("half", "after");
  }

  @Test
  void aFailureOutsideATransactionSaysThatPartMayRemain() {
    assertThatThrownBy(() -> apply("failing-outside.sql"))
        .hasMessageContaining("which runs outside a transaction, the first statement is done.");
  }

  @Test
  void anInterruptionStopsBetweenChangesets() throws Exception {
    Migrations migrations = migrations("two.sql");

    assertThatThrownBy(
            () -> {
              try (Interruption.Hold hold = interruption.hold()) {
                migrations.apply(
                    interruption::checkpoint,
                    sentence -> {
                      if (sentence.contains("::one")) {
                        interruption.request();
                      }
                    },
                    () -> {});
              }
            })
        .satisfies(e -> assertThat(cause(e)).is(because(AdminException.Cause.INTERRUPTED)));

    assertThat(tables()).contains("one").doesNotContain("two");
    assertThat(states("two.sql"))
        .containsEntry("one", State.APPLIED)
        .containsEntry("two", State.PENDING);
    assertThat(database.query("select locked from databasechangeloglock")).containsExactly("f");
  }

  @Test
  void theHookInBetweenFindsTheToolkitsTablesButNotTheServices() throws Exception {
    List<String> found = new ArrayList<>();

    migrations("two.sql").apply(interruption::checkpoint, said::add, () -> found.addAll(tables()));

    assertThat(found).contains("admin_environment").doesNotContain("one");
  }

  @Test
  void theServicesChangesetsMayUseTheToolkitsTables() throws Exception {
    new SchemaUpdate(
            database.database(
                "quarkus.liquibase.change-log",
                LOCATION + "uses-environment.sql",
                "oneoff.environment",
                "staging"),
            migrations("uses-environment.sql"),
            interruption,
            said::add,
            () -> {})
        .run(IfLocked.WAIT, java.time.Duration.ofMinutes(1));

    assertThat(database.query("select name from copy")).containsExactly("staging");
  }

  @Test
  void theFirstMigrateNeedsTheEnvironmentsName() {
    assertThatThrownBy(
            () ->
                new SchemaUpdate(
                        database.database(),
                        migrations("two.sql"),
                        interruption,
                        said::add,
                        () -> {})
                    .run(IfLocked.WAIT, java.time.Duration.ofMinutes(1)))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("Set ONEOFF_ENVIRONMENT");
    assertThat(said).isEmpty();
  }

  @Test
  void liquibasesTablesMayHaveOtherNames() throws Exception {
    String[] names = {
      "quarkus.liquibase.database-change-log-table-name", "Our Changelog",
      "quarkus.liquibase.database-change-log-lock-table-name", "our_lock",
    };
    apply("two.sql", names);

    assertThat(tables()).contains("admin_changelog").doesNotContain("databasechangelog");
    assertThat(states("two.sql", names)).containsEntry("one", State.APPLIED);
  }

  @Test
  void aChangelogThatIsConfiguredAndMissingIsNamed() {
    assertThatThrownBy(() -> migrations("none.sql").pending())
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("quarkus.liquibase.change-log names " + LOCATION + "none.sql")
        .hasMessageContaining("no such file");
  }

  @Test
  void withoutAChangelogThereAreOnlyTheToolkitsTables() throws Exception {
    Migrations migrations =
        new Migrations(database.settings(), database.database().directDataSource());

    assertThat(migrations.apply(interruption::checkpoint, said::add, () -> {}))
        .isEqualTo((int) ToolkitChangesets.and(0));

    assertThat(migrations.statuses()).noneMatch(ChangesetStatus::ofService);
    assertThat(tables()).contains("admin_run").doesNotContain("databasechangelog");
    Limit one = new Limit(Optional.empty(), OptionalInt.of(1));
    assertThatThrownBy(() -> migrations.limited(one).pending())
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("--count");
    assertThatThrownBy(() -> MigrationTools.requireChangelog(database.settings(), "roll back"))
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("nothing to roll back");
  }

  @Test
  void itMayBeInAnotherSchema() throws Exception {
    database.execute("create schema shop");
    apply("two.sql", "quarkus.liquibase.default-schema-name", "shop");

    assertThat(states("two.sql", "quarkus.liquibase.default-schema-name", "shop"))
        .containsEntry("one", State.APPLIED);
  }

  @Test
  void liquibaseSaysNothingOnStdout() throws Exception {
    PrintStream stdout = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      apply("two.sql");
      migrations("two.sql").statuses();
    } finally {
      System.setOut(stdout);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int apply(String file, String... settings) throws Exception {
    return migrations(file, settings).apply(interruption::checkpoint, said::add, () -> {});
  }

  private Map<String, State> states(String file, String... settings) throws Exception {
    return migrations(file, settings).statuses().stream()
        .filter(changeset -> !changeset.changelog().equals("toolkit"))
        .collect(Collectors.toMap(ChangesetStatus::id, ChangesetStatus::state));
  }

  private Migrations migrations(String file, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("quarkus.liquibase.change-log", LOCATION + file));
    return new Migrations(
        database.settings(all.toArray(String[]::new)), database.database().directDataSource());
  }

  /** As if the second file were the next release of the first. */
  private void sameFile(String before, String after) throws Exception {
    database.execute(
        "update databasechangelog set filename = replace(filename, '%s', '%s')"
            .formatted(before, after));
  }

  private List<String> tables() throws Exception {
    return database.query("select tablename from pg_tables where schemaname = 'public'");
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof AdminException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
