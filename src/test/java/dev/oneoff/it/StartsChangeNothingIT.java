package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service whose settings and whose start-up code would empty its tables, and commands that were
 * not asked to: schema and rows are the same before and after.
 */
@Tag("one-java")
class StartsChangeNothingIT {

  /** Each kind of setting, by its old key and its new one, without a name and with one. */
  private static final List<String> HOSTILE =
      List.of(
          "quarkus.hibernate-orm.database.generation=drop-and-create",
          "quarkus.hibernate-orm.schema-management.strategy=drop-and-create",
          "quarkus.hibernate-orm.schema-management.create-schemas=true",
          "quarkus.hibernate-orm.archive.database.generation=drop-and-create",
          "quarkus.hibernate-orm.\"archive\".schema-management.strategy=drop-and-create",
          "quarkus.hibernate-orm.\"archive\".schema-management.create-schemas=true",
          "quarkus.liquibase.clean-at-start=true",
          "quarkus.liquibase.\"archive\".migrate-at-start=true",
          "quarkus.liquibase.archive.clean-at-start=true",
          "quarkus.flyway.clean-disabled=false",
          "quarkus.flyway.clean-at-start=true",
          "quarkus.flyway.migrate-at-start=true",
          "quarkus.flyway.baseline-on-migrate=true",
          "quarkus.flyway.baseline-at-start=true",
          "quarkus.flyway.repair-at-start=true",
          "quarkus.flyway.\"archive\".clean-disabled=false",
          "quarkus.flyway.archive.clean-at-start=true",
          "quarkus.flyway.\"archive\".migrate-at-start=true",
          "quarkus.flyway.archive.baseline-on-migrate=true");

  private final JarPostgres.Database database = JarPostgres.migrated(Library.app());
  private final App app = Library.app().on(database);

  @TempDir Path directory;

  StartsChangeNothingIT() throws SQLException {
    database.execute("create table loan (id bigint primary key, reader varchar(255))");
    database.execute("insert into loan values (1, 'Dorothea')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query|from Book",
        "models|Book",
        "report|catalogue",
        "export|Book",
        "shell|-c|Book.count()",
        "health",
        "doctor",
        "migrate|diff",
        "sql|-c|select * from loan",
        "migrate|--plan",
        "about",
      })
  void whateverTheSettingsSayACommandThatReadsChangesNothing(String command) throws Exception {
    String before = Fingerprint.of(database);

    JarRun run = hostile().run(command.split("\\|"));

    assertThat(Fingerprint.of(database)).as(run.err()).isEqualTo(before);
    assertThat(run.code()).as(run.err()).isIn(0, 5);
    assertThat(run.err()).doesNotContain("Unrecognized configuration key");
  }

  /** Or the test above would show nothing. */
  @Test
  void theSameSettingsEmptyTheTablesWhenTheServerStarts() throws Exception {
    assertThat(Fingerprint.of(database)).contains("public.loan");
    try (JarRun server = hostile().with("QUARKUS_HTTP_PORT", "0").start("serve")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> gone("book") || gone("loan") || !server.isAlive());
      assertThat(gone("book") || gone("loan")).as(server.err()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "entity,  models,           org.example.library.Seeds.entity writes when the service starts",
    "jdbc,    query|from Book,  org.example.library.Seeds.execute writes",
    "archive, report|catalogue, org.example.library.Seeds.execute writes",
    "flyway,  export|Book,      'Flyway, called by org.example.library.Seeds.bean, writes'",
    "jdbc,    fix|count-up,     org.example.library.Seeds.execute writes",
  })
  void startUpCodeThatWritesIsRefusedByItsName(String seeds, String command, String who)
      throws Exception {
    String before = Fingerprint.of(database);

    app.with("SEEDS", seeds)
        .run(command.split("\\|"))
        .failsWith(3, who, "cannot execute", "oneoff.allow-startup-writes=true");

    assertThat(Fingerprint.of(database)).isEqualTo(before);
  }

  /** There a session's setting would be left to the next client, so transactions are read only. */
  @Test
  void behindAPoolerItIsRefusedTooAndNoSessionStaysReadOnly() throws Exception {
    assumeTrue(PgBouncer.program().isPresent(), "skipped: there is no pgbouncer on the path");
    String before = Fingerprint.of(database);
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      app.with("DATABASE_URL", pooler.url(database))
          .with("SEEDS", "archive")
          .run("health")
          .failsWith(3, "org.example.library.Seeds.execute writes");
      assertThat(Fingerprint.of(database)).isEqualTo(before);

      for (int session = 0; session < 4; session++) {
        try (Connection another = connect(pooler.url(database));
            Statement statement = another.createStatement()) {
          statement.execute("insert into loan values (2, 'Casaubon') on conflict do nothing");
        }
      }
    }
  }

  @Test
  void startUpCodeThatIgnoresRefusalsDoesNotWriteEither() throws Exception {
    String before = Fingerprint.of(database);

    JarRun run = app.with("SEEDS", "stubborn").run("query", "from Book").succeeds();

    assertThat(run.out()).contains("Middlemarch");
    assertThat(run.err()).contains("Tried: ERROR: cannot execute INSERT");
    assertThat(Fingerprint.of(database)).isEqualTo(before);
  }

  @Test
  void aSettingLetsTheServicesStartWrite() throws Exception {
    app.with("SEEDS", "archive")
        .with("ONEOFF_ALLOW_STARTUP_WRITES", "true")
        .run("query", "from Book")
        .succeeds();

    assertThat(database.query("select reader from loan where id = 99")).isEqualTo("Seeded");
  }

  @Test
  void aCommandThatWritesDoesSoOnceTheServiceHasStarted() throws Exception {
    database.execute("insert into counter values (1)");

    hostile().run("fix", "count-up").succeeds();

    assertThat(database.query("select n from counter")).isEqualTo("1");
    assertThat(database.query("select count(*) from loan")).isEqualTo("1");
  }

  private App hostile() {
    App hostile = app;
    for (String setting : HOSTILE) {
      hostile = hostile.withJvmOption("-D" + setting);
    }
    return hostile;
  }

  private static Connection connect(String url) throws SQLException {
    URI address = URI.create(url);
    String[] login = address.getUserInfo().split(":");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(),
        login[0],
        login[1]);
  }

  private boolean gone(String table) throws SQLException {
    try {
      return "0".equals(database.query("select count(*) from " + table + " where id = 1"));
    } catch (SQLException e) {
      // The server drops it before it makes it anew.
      if (!"42P01".equals(e.getSQLState())) {
        throw e;
      }
      return true;
    }
  }
}
