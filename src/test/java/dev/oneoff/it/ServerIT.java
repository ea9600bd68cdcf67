package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same jar as the server, with commands beside it. */
class ServerIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @Tag("one-java")
  @Test
  void itStartsBehindItsSchemaAndIsReadyOnceThatIsCurrent() throws Exception {
    try (JarServer server = JarServer.start(app)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.get("/q/health/live").statusCode() == 200);
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(server.get("/q/health/ready").body())
          .contains("schema behind", "empty, 4 pending");

      String url = "http://127.0.0.1:" + server.port();
      assertThat(app.run("health", "--url", url, "--format", "csv").endsWith(5).out())
          .contains("schema,false,");
      try (JarRun waiting =
          app.start("health", "--url", url, "--wait-timeout", "5m")
              .awaitErr("Waiting, because schema")) {
        app.run("migrate").succeeds();
        waiting.await().succeeds();
      }

      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/orders").statusCode()).isEqualTo(200);
      // It asked until the schema was current, and asks no more.
      database.execute("delete from databasechangelog");
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void commandsRunNextToIt() throws Exception {
    JarPostgres.migrated(database, app);
    try (JarServer server = JarServer.start(app)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.get("/q/health/ready").statusCode() == 200);
      assertThat(app.run("about", "--format", "json").succeeds().out())
          .contains(
              "\"environment\":\"test\"",
              "\"database\":\"" + database.name() + "\"",
              "0004-order-lines");
      app.run("health").succeeds();
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  /** The driver would ignore it, and what was to be encrypted would not be. */
  @Test
  void anAddressThatCannotBeUsedIsNotServedWith() {
    app.with("DATABASE_URL", "")
        .with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1/app?sslmod=verify-full")
        .run("serve")
        .failsWith(78, "sslmod");
  }

  @Test
  void serveIsTheSameAsNoArguments() throws Exception {
    try (JarServer server = JarServer.start(app, "serve")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.get("/q/health/live").statusCode() == 200);
      server.run().signal("TERM").await().endsWith(143);
    }
  }

  @Test
  void aTakenPortIsReportedAsAFailure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      JarRun run = app.with("QUARKUS_HTTP_PORT", port).run().endsWith(1);
      assertThat(run.out() + run.err()).contains("Port " + port + " seems to be in use");
    }
  }

  @Tag("one-java")
  @Test
  void quarkussOwnNamesWorkOnEveryRung() throws Exception {
    App quarkus =
        App.packaged()
            .with("ONEOFF_ENVIRONMENT", "test")
            .with("QUARKUS_DATASOURCE_JDBC_URL", JarPostgres.server().jdbcUrl(database.name()))
            .with("QUARKUS_DATASOURCE_USERNAME", JarPostgres.server().user())
            .with("QUARKUS_DATASOURCE_PASSWORD", JarPostgres.server().password());
    JarPostgres.migrated(database, app);
    quarkus.run("migrate", "--check").succeeds();
    quarkus.run("health").succeeds();
    try (JarServer server = JarServer.start(quarkus)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.get("/q/health/ready").statusCode() == 200);
    }
  }
}
