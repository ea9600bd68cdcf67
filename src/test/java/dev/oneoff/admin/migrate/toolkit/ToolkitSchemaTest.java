package dev.oneoff.admin.migrate.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.tool.Applying;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ToolkitSchemaTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final List<String> said = new ArrayList<>();

  @Test
  void aChangesetIsWhatStandsBetweenTwoHeadsWithoutTheirDirectives() {
    assertThat(
            ToolkitChangeset.of(
                """
                --liquibase formatted sql
                -- Something about all of them.

                --changeset us:first
                --comment: It makes one.
                create table one (
                  -- Its number.
                  n int
                );
                --rollback drop table one;

                --changeset us:second
                drop table one;
                """))
        .containsExactly(
            new ToolkitChangeset(
                "first", "us", "create table one (\n  -- Its number.\n  n int\n);"),
            new ToolkitChangeset("second", "us", "drop table one;"));
  }

  @Test
  void allOfThemRunOnceEachWithItsRecord() throws Exception {
    assertThat(apply()).isEqualTo((int) ToolkitChangesets.and(0));

    assertThat(said)
        .hasSize((int) ToolkitChangesets.and(0))
        .startsWith("Applying dev/oneoff/admin/migrate/changelog.sql::environment by oneoff …");
    assertThat(states()).containsOnly(ChangesetStatus.State.APPLIED);
    assertThat(apply()).isZero();
  }

  @Test
  void oneThatFailsLeavesNothingAndTheOnesBeforeItStay() throws Exception {
    database.execute("create table admin_run_chunk (taken int)");

    assertThatThrownBy(this::apply)
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("changelog.sql::run-chunks by oneoff failed: ")
        .hasMessageContaining("already exists")
        .hasMessageContaining("Nothing of this changeset was applied.");

    assertThat(states()).startsWith(ChangesetStatus.State.APPLIED, ChangesetStatus.State.APPLIED);
    assertThat(database.query("select count(*) from admin_changelog")).containsExactly("2");
    database.execute("drop table admin_run_chunk");
    assertThat(apply()).isEqualTo((int) ToolkitChangesets.and(-2));
  }

  @Test
  void whatAnotherReleaseHasRunIsUnknownHere() throws Exception {
    apply();
    database.execute("update admin_changelog set id = 'later' where id = 'wrote'");

    assertThat(states())
        .contains(ChangesetStatus.State.PENDING)
        .endsWith(ChangesetStatus.State.UNKNOWN);
  }

  /** Earlier releases had Liquibase make these tables. */
  @Test
  void whatLiquibaseHasRunIsDone() throws Exception {
    liquibase();

    assertThat(states()).containsOnly(ChangesetStatus.State.APPLIED);
    assertThat(apply()).isZero();
  }

  /** A rollout goes back to such a release, too. */
  @Test
  void whatRanHereIsDoneToLiquibase() throws Exception {
    apply();
    String records = records();

    liquibase();

    assertThat(records()).isEqualTo(records);
  }

  @Test
  void bothMakeTheSameTables() throws Exception {
    apply();
    String ours = columns();
    database.execute("drop schema public cascade; create schema public");

    liquibase();

    assertThat(columns()).isEqualTo(ours);
  }

  /** Two services, each in a schema of its own, one of which sees the other's. */
  @Test
  void anotherServicesTablesFurtherAlongTheSearchPathAreNotTheOnesHere() throws Exception {
    apply();
    database.execute(
        "create schema b; alter role current_user in database \""
            + database.query("select current_database()").get(0)
            + "\" set search_path = b, public");

    assertThat(states()).containsOnly(ChangesetStatus.State.PENDING);
    assertThat(apply()).isEqualTo((int) ToolkitChangesets.and(0));

    assertThat(states()).containsOnly(ChangesetStatus.State.APPLIED);
    assertThat(schemas()).containsExactly("b", "public");
  }

  /** Liquibase, which made the tables before, converts the name. */
  @Test
  void theSchemasNameInTheSettingsIsInLowerCaseWhateverItsLetters() throws Exception {
    database.execute("create schema shop");
    ToolkitSchema schema =
        new ToolkitSchema(database.settings("quarkus.liquibase.default-schema-name", "Shop"));

    assertThat(apply(schema)).isEqualTo((int) ToolkitChangesets.and(0));
    assertThat(apply(schema)).isZero();

    assertThat(schemas()).containsExactly("shop");
    assertThat(schema.schema()).contains("Shop");
  }

  private List<String> schemas() throws Exception {
    return database.query(
        "select distinct schemaname from pg_tables where tablename like 'admin%' order by 1");
  }

  private int apply() throws Exception {
    return apply(schema());
  }

  private int apply(ToolkitSchema schema) throws Exception {
    return schema.apply(
        database.dataSource(), new Applying(() -> {}, said::add, Patience.NONE, Optional.empty()));
  }

  private ToolkitSchema schema() {
    return new ToolkitSchema(database.settings());
  }

  private List<ChangesetStatus.State> states() throws Exception {
    try (Connection connection = database.connect()) {
      return schema().statuses(connection).stream().map(ChangesetStatus::state).toList();
    }
  }

  private String records() throws Exception {
    return database
        .query(
            "select string_agg(concat_ws(' ', orderexecuted, id, exectype, dateexecuted), ','"
                + " order by orderexecuted) from admin_changelog")
        .get(0);
  }

  private String columns() throws Exception {
    return database
        .query(
            """
            select string_agg(concat_ws(' ', table_name, column_name, data_type,
                character_maximum_length, is_nullable, column_default), e'\\n'
                order by table_name, ordinal_position)
              from information_schema.columns
              where table_schema = 'public' and table_name <> 'admin_changelog_lock'
            """)
        .get(0);
  }

  private void liquibase() throws Exception {
    try (Connection connection = database.connect()) {
      Database target =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      target.setDatabaseChangeLogTableName("admin_changelog");
      target.setDatabaseChangeLogLockTableName("admin_changelog_lock");
      Liquibase liquibase =
          new Liquibase(ToolkitChangeset.FILE, new ClassLoaderResourceAccessor(), target);
      liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
      liquibase.update(new Contexts(), new LabelExpression());
    }
  }
}
