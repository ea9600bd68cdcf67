package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service in {@code src/it/garden}: in Kotlin, with a second datasource that has a name. */
@Tag("one-java")
class KotlinIT {

  private static final App APP = App.of(new HostBuild("garden").jar("quarkus-app/quarkus-run.jar"));

  private static final JarPostgres.Database WEATHER =
      with("create table rain (millimetres integer); insert into rain values (3), (4)");

  private final JarPostgres.Database database =
      with(
          """
          create table plant (id bigint primary key, name varchar(255) not null, owner varchar(255));
          insert into plant values (1, 'Rose', 'Ada'), (2, 'iris', 'Grace')
          """);
  private final App app =
      APP.on(database)
          .with("QUARKUS_DATASOURCE_WEATHER_JDBC_URL", JarPostgres.server().jdbcUrl(WEATHER.name()))
          .with("QUARKUS_DATASOURCE_WEATHER_USERNAME", JarPostgres.server().user())
          .with("QUARKUS_DATASOURCE_WEATHER_PASSWORD", JarPostgres.server().password());

  private static JarPostgres.Database with(String tables) {
    try {
      JarPostgres.Database made = JarPostgres.database();
      made.execute(tables);
      return made;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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

    assertThat(app.run("shell", "-c", "plantResource.rain()").succeeds().out()).contains("7");
    assertThat(app.run("shell", "-c", "plantResource.all().size()").succeeds().out()).contains("2");
  }

  @Test
  void itServes() throws Exception {
    try (JarServer server = JarServer.start(app)) {
      assertThat(server.get("/plants").body()).contains("Rose");
      assertThat(server.get("/plants/rain").body()).isEqualTo("7");
    }
  }
}
