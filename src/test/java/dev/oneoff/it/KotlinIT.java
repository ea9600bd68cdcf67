package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service in {@code src/it/garden}: in Kotlin, with a second datasource that has a name. */
@Tag("one-java")
class KotlinIT {

  private static final App APP = App.of(new HostBuild("garden").jar("quarkus-app/quarkus-run.jar"));

  @TempDir Path directory;

  private final JarPostgres.Database database = JarPostgres.database();
  private final JarPostgres.Database weather = JarPostgres.database();
  private final App app = onWeather(APP).on(database);

  private App onWeather(App any) {
    return any.with(
            "QUARKUS_DATASOURCE_WEATHER_JDBC_URL", JarPostgres.server().jdbcUrl(weather.name()))
        .with("QUARKUS_DATASOURCE_WEATHER_USERNAME", JarPostgres.server().user())
        .with("QUARKUS_DATASOURCE_WEATHER_PASSWORD", JarPostgres.server().password());
  }

  @Test
  void migrateBringsEachDatasourceUpToDateAndRecordsItThere() throws Exception {
    JarRun check = app.run("migrate", "--check").endsWith(5);
    assertThat(check.out()).contains("db/plants.sql", "db/weather.sql");

    assertThat(app.run("migrate").succeeds().err())
        .containsSubsequence(
            "Datasource default:",
            "db/plants.sql::plants",
            "the schema is current.",
            "Datasource weather:",
            "db/weather.sql::rain",
            "the schema is current.");
    for (JarPostgres.Database each : List.of(database, weather)) {
      assertThat(each.query("select command || ' ' || exit_code from admin_run"))
          .isEqualTo("migrate 0");
    }
    assertThat(weather.query("select to_regclass('plant') is null")).isEqualTo("t");
    app.run("migrate", "--check").succeeds();

    // The default datasource is not forgotten where commands work on another one.
    App onWeather =
        app.with("ONEOFF_DATASOURCE", "weather")
            .with("DATABASE_URL", "")
            .with("QUARKUS_DATASOURCE_JDBC_URL", JarPostgres.server().jdbcUrl(database.name()))
            .with("QUARKUS_DATASOURCE_USERNAME", JarPostgres.server().user())
            .with("QUARKUS_DATASOURCE_PASSWORD", JarPostgres.server().password());
    assertThat(onWeather.run("migrate").succeeds().err())
        .containsSubsequence("Datasource weather:", "Datasource default:", "Nothing to do");
    // What a message tells to type works on what the message is about.
    app.with("ONEOFF_ENVIRONMENT", "staging")
        .run("migrate", "environment", "staging", "--confirm", "test")
        .succeeds();
    app.with("ONEOFF_ENVIRONMENT", "staging")
        .run("migrate")
        .failsWith(3, "'migrate environment staging --confirm test --datasource weather'");
  }

  @Test
  void whatMeansOneSchemaIsToldWhich() {
    assertThat(app.run("migrate", "--sql").endsWith(2).err())
        .contains("Add --datasource with one of these: default, weather.");
    assertThat(app.run("migrate", "--sql", "--datasource", "weather").succeeds().out())
        .contains("create table rain")
        .doesNotContain("create table plant");
    app.run("migrate", "--in-doubt", "skip").failsWith(2, "--in-doubt is for one schema");
    app.with("ONEOFF_DATASOURCE", "wether")
        .run("migrate")
        .failsWith(78, "There is no datasource 'wether', which oneoff.datasource names");
    assertThat(app.run("sql", "-c", "select 1", "--datasource", "wether").endsWith(2).err())
        .contains("There is no datasource 'wether'. Did you mean weather?");
  }

  @Test
  void aCommandWorksOnTheDatasourceThatItIsTold() throws Exception {
    app.run("migrate").succeeds();

    assertThat(app.run("models", "--format", "csv").succeeds().out())
        .containsPattern("Plant,.*,default")
        .containsPattern("Rain,.*,weather");
    assertThat(app.run("query", "from Rain").endsWith(2).err())
        .contains("Rain is an entity of the datasource weather. Add --datasource weather.");
    assertThat(app.run("fix", "no-negative-rain").endsWith(2).err())
        .contains("Add --datasource weather.");
    for (String[] words :
        new String[][] {
          {"sql", "-c", "select * from rain where day = 2"},
          {"query", "from Rain where day = 2"},
          {"models", "Rain", "2"},
          {"export", "Rain"},
          {"shell", "-c", "em.find(Rain.class, 2)"},
        }) {
      String[] there = Arrays.copyOf(words, words.length + 2);
      there[words.length] = "--datasource";
      there[words.length + 1] = "weather";
      assertThat(app.run(there).succeeds().out()).contains("millimetres", "4");
    }

    app.run("fix", "no-negative-rain", "--datasource", "weather", "--reason", "A gauge").succeeds();
    assertThat(weather.query("select min(millimetres) from rain")).isEqualTo("0");
    assertThat(weather.query("select reason from admin_run where command like 'fix%'"))
        .isEqualTo("A gauge");
    assertThat(database.query("select count(*) from admin_run where reason = 'A gauge'"))
        .isEqualTo("0");
  }

  @Test
  void aDatasourceWithoutAnAddressIsNamed() {
    App without = app.with("QUARKUS_DATASOURCE_WEATHER_JDBC_URL", "");

    assertThat(without.run("sql", "-c", "select 1", "--datasource", "weather").endsWith(78).err())
        .contains("The datasource weather has no address. Set QUARKUS_DATASOURCE_WEATHER_JDBC_URL");
    app.with("QUARKUS_DATASOURCE_WEATHER_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/weather")
        .run("sql", "-c", "select 1", "--datasource", "weather")
        .failsWith(69, "that QUARKUS_DATASOURCE_WEATHER_JDBC_URL names the right host and port");
    assertThat(without.run("models").endsWith(78).err())
        .contains("The service does not start: Datasource 'weather' was deactivated");
  }

  @Test
  void aTaskIsFoundRunAndUndone() throws Exception {
    app.run("migrate").succeeds();

    assertThat(app.run("fix").succeeds().out()).contains("lower-case-names");
    assertThat(app.run("fix", "lower-case-names", "--dry-run", "--format", "csv").succeeds().out())
        .contains("1,name,Rose,rose");
    app.run("fix", "lower-case-names", "--reason", "They are typed so").succeeds();
    assertThat(database.query("select name from plant where id = 1")).isEqualTo("rose");
    app.run("runs", "undo", "3").succeeds();
    assertThat(database.query("select name from plant where id = 1")).isEqualTo("Rose");
  }

  @Test
  void aSensitiveFieldIsMaskedWhereverItShows() {
    app.run("migrate").succeeds();

    for (JarRun run :
        new JarRun[] {
          app.run("sql", "-c", "select * from plant"),
          app.run("query", "from Plant"),
          app.run("models", "Plant", "1"),
          app.run("export", "Plant"),
          app.run("shell", "-c", "em.find(Plant.class, 1L)"),
        }) {
      assertThat(run.succeeds().out()).contains("Rose", "***").doesNotContain("Ada");
    }
  }

  @Test
  void aConsoleReachesBothDatasources() {
    app.run("migrate").succeeds();

    assertThat(app.run("shell", "-c", "plantResource.rain()").succeeds().out()).contains("6");
    assertThat(app.run("shell", "-c", "plantResource.all().size()").succeeds().out()).contains("2");
  }

  @Test
  void otherCommandsWorkOnEitherDatasource() throws Exception {
    app.run("migrate").succeeds();
    Path rows = directory.resolve("rain.csv");
    Files.writeString(rows, "day,millimetres\n4,9\n");

    for (String datasource : List.of("default", "weather")) {
      for (String[] words :
          new String[][] {
            {"about"},
            {"config", "show"},
            {"migrate", "locks"},
            {"migrate", "status", "--format", "json"},
            {"migrate", "validate"},
            {"migrate", "wait"},
            {"release"},
            {"runs"},
          }) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!words[0].equals("config")) {
          all.addAll(List.of("--datasource", datasource));
        }
        app.run(all.toArray(String[]::new)).succeeds();
      }
      app.run("migrate", "diff", "--datasource", datasource).succeeds();
      app.run("doctor", "--fail-level", "error", "--datasource", datasource).succeeds();
    }
    app.run("import", "Rain", rows.toString(), "--datasource", "weather").succeeds();
    assertThat(weather.query("select millimetres from rain where day = 4")).isEqualTo("9");
    app.run("health").failsWith(78, "quarkus-smallrye-health");
  }

  @Test
  void itsResponsesAreTheSameWithAndWithoutTheToolkit() throws Exception {
    app.run("migrate").succeeds();

    Map<String, String> without =
        responses(
            App.of(
                new HostBuild("garden", "garden-without-toolkit", "-Dwithout-toolkit")
                    .jar("quarkus-app/quarkus-run.jar")));
    Map<String, String> with = responses(APP);

    assertThat(with).isEqualTo(without);
    assertThat(with.values())
        .anyMatch(response -> response.startsWith("200 "))
        .anyMatch(response -> response.startsWith("400 "))
        .anyMatch(response -> response.startsWith("404 "))
        .anyMatch(response -> response.startsWith("500 "));
  }

  private Map<String, String> responses(App either) throws Exception {
    return HostResponses.of(
        onWeather(either),
        database,
        List.of(
            "/plants", "/plants/1", "/plants/9", "/plants/rose", "/plants/weeds", "/plants/rain"),
        Map.of("/plants", List.of("[]", "[{\"id\": 1, \"name\": \"Rose\"}]", "{")));
  }

  @Test
  void itServes() throws Exception {
    app.run("migrate").succeeds();
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/plants").body()).contains("Rose");
      assertThat(server.get("/plants/rain").body()).isEqualTo("6");
      await().until(() -> database.query("select count(*) from admin_server").equals("1"));
      // The server is known, whichever datasource a command works on.
      app.run("fix", "no-negative-rain", "--datasource", "weather", "--require-same-release")
          .succeeds();
      database.execute("update admin_server set release = 'another'");
      app.run("fix", "no-negative-rain", "--datasource", "weather", "--require-same-release")
          .failsWith(3, "the running servers have another");
    }
  }
}
