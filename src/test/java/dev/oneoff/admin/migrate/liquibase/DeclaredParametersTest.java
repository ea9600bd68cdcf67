package dev.oneoff.admin.migrate.liquibase;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.SchemaRollback;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.Patience;
import dev.oneoff.admin.migrate.changeset.RollbackPlan;
import dev.oneoff.admin.migrate.plan.PlannedStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import liquibase.ChecksumVersion;
import liquibase.Liquibase;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is replaced in a changelog, whatever surrounds the process that reads it. */
class DeclaredParametersTest {

  private static final String AS_WRITTEN = "${user.home} ${PATH}";
  private static final String SQL =
      """
      --liquibase formatted sql
      --property name:own value:mine
      --changeset test:1
      create table kept (v text);
      insert into kept values ('%s ${own} ${given} ${database.typeName} ${JAVA.VERSION}');
      --rollback insert into kept values ('back %s'); delete from kept where v not like 'back%%';
      """
          .formatted(AS_WRITTEN, AS_WRITTEN);

  private static final Map<String, String> FORMATS =
      Map.of(
          "sql",
          SQL,
          "yaml",
          """
          databaseChangeLog:
            - property: {name: own, value: mine}
            - changeSet:
                id: 1
                author: test
                changes:
                  - sql: {sql: "create table kept (v text)"}
                  - insert:
                      tableName: kept
                      columns: [{column: {name: v, value: "%s ${own} ${given} ${database.typeName} ${JAVA.VERSION}"}}]
                rollback:
                  - sql: {sql: "insert into kept values ('back %s')"}
          """
              .formatted(AS_WRITTEN, AS_WRITTEN),
          "xml",
          """
          <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            <property name="own" value="mine"/>
            <changeSet id="1" author="test">
              <sql>create table kept (v text)</sql>
              <sqlFile path="value.sql"/>
              <rollback>insert into kept values ('back %s')</rollback>
            </changeSet>
          </databaseChangeLog>
          """
              .formatted(AS_WRITTEN),
          "json",
          """
          {"databaseChangeLog": [
            {"property": {"name": "own", "value": "mine"}},
            {"changeSet": {"id": "1", "author": "test",
              "changes": [
                {"sql": {"sql": "create table kept (v text)"}},
                {"sql": {"sql": "insert into kept values ('%s ${own} ${given} ${database.typeName} ${JAVA.VERSION}')"}}],
              "rollback": [{"sql": {"sql": "insert into kept values ('back %s')"}}]}}]}
          """
              .formatted(AS_WRITTEN, AS_WRITTEN));

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sql", "yaml", "xml", "json"})
  void onlyDeclaredParametersAreReplacedInEveryFormat(String format) throws Exception {
    write("changelog." + format, FORMATS.getOrDefault(format, ""));
    write(
        "value.sql",
        "insert into kept values ('%s ${own} ${given} ${database.typeName} ${JAVA.VERSION}');"
            .formatted(AS_WRITTEN));
    Migrations migrations = migrations("changelog." + format);
    String stored = AS_WRITTEN + " mine too postgresql ${JAVA.VERSION}";

    assertThat(migrations.script()).contains(stored);
    assertThat(migrations.plan())
        .extracting(PlannedStatement::sql)
        .anyMatch(sql -> sql.contains(stored));
    apply(migrations);

    assertThat(database.query("select v from kept")).containsExactly(stored);
    SchemaRollback last =
        new SchemaRollback(
            migrations,
            new RollbackPlan.Target(
                new Limit(Optional.empty(), OptionalInt.of(1)), Optional.empty()));
    assertThat(last.script()).contains("back " + AS_WRITTEN);
    assertThat(last.run(last.plan(), () -> {}, said -> {})).isEqualTo(1);
    assertThat(database.query("select v from kept")).contains("back " + AS_WRITTEN);
  }

  @Test
  void aDeclaredParameterWinsOverAVariableOfThatName() throws Exception {
    write(
        "changelog.sql",
        "--liquibase formatted sql\n--property name:PATH value:mine\n"
            + "--changeset test:1\ncreate table kept as select '${path} ${user.home}' as v;\n");

    apply(migrations("changelog.sql", "user.home", "given"));

    assertThat(database.query("select v from kept")).containsExactly("mine given");
  }

  @Test
  void checksumsOfReplacedTextAreAcceptedButChangedTextIsNot() throws Exception {
    write("changelog.sql", SQL);
    apply(migrations("changelog.sql"));
    String recorded = database.query("select md5sum from databasechangelog").get(0);
    String earlier = checksumWithSurroundings();
    assertThat(earlier).isNotEqualTo(recorded);
    database.execute("update databasechangelog set md5sum = '" + earlier + "'");

    assertThat(states()).containsExactly(ChangesetStatus.State.APPLIED);
    write("changelog.sql", SQL + "--changeset test:2\ncreate table more (id int);\n");
    assertThat(apply(migrations("changelog.sql"))).isEqualTo(1);
    assertThat(states()).containsOnly(ChangesetStatus.State.APPLIED);

    write("changelog.sql", SQL.replace("(v text)", "(v text not null)"));
    assertThat(states()).startsWith(ChangesetStatus.State.CHANGED);
    assertThatThrownBy(() -> apply(migrations("changelog.sql"))).is(because(Cause.REFUSED));
  }

  private String checksumWithSurroundings() throws Exception {
    LiquibaseTool tool =
        new LiquibaseTool(settings("changelog.sql"), Optional.empty(), Optional.empty());
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = tool.open(database.dataSource(), Patience.NONE)) {
            Liquibase liquibase = run.liquibase();
            ChangeLogParameters parameters = new ChangeLogParameters(liquibase.getDatabase());
            parameters.set("given", "too");
            ChangeSet changeSet =
                DeclaredParametersParser.withSurroundings(
                        liquibase.getChangeLogFile(), parameters, liquibase.getResourceAccessor())
                    .getChangeSets()
                    .get(0);
            assertThat(changeSet.getChanges().get(0).generateStatements(liquibase.getDatabase()))
                .noneMatch(statement -> statement.toString().contains("${user.home}"));
            return changeSet.generateCheckSum(ChecksumVersion.latest()).toString();
          }
        });
  }

  private List<ChangesetStatus.State> states() throws Exception {
    return migrations("changelog.sql").statuses().stream()
        .filter(changeset -> !changeset.changelog().equals("toolkit"))
        .map(ChangesetStatus::state)
        .toList();
  }

  private int apply(Migrations migrations) throws Exception {
    TestConsole console = TestConsole.unattended();
    return migrations.apply(console.invocation().interruption()::checkpoint, said -> {}, () -> {});
  }

  private Migrations migrations(String file, String... parameters) {
    return new Migrations(settings(file, parameters), database.database().directDataSource());
  }

  private Settings settings(String file, String... parameters) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "quarkus.liquibase.change-log",
                "filesystem:" + directory.resolve(file),
                "quarkus.liquibase.change-log-parameters.given",
                "too"));
    for (int i = 0; i < parameters.length; i += 2) {
      settings.add("quarkus.liquibase.change-log-parameters.\"" + parameters[i] + "\"");
      settings.add(parameters[i + 1]);
    }
    return database.settings(settings.toArray(String[]::new));
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(directory.resolve(file), text);
  }
}
