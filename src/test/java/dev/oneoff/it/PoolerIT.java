package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a PgBouncer. */
@Tag("one-java")
class PoolerIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database).warm();

  @TempDir Path directory;

  @BeforeEach
  void needsPgBouncer() {
    assumeTrue(PgBouncer.program().isPresent(), "skipped: there is no pgbouncer on the path");
  }

  @Test
  void transactionModeIsRefusedWithAdvice() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      App pooled = app.with("DATABASE_URL", pooler.url(database));
      pooled.run("migrate").failsWith(3, "pooler in transaction mode", "DATABASE_DIRECT_URL");
      assertThat(database.hasTable("orders")).isFalse();

      pooled.with("DATABASE_DIRECT_URL", database.url()).run("migrate").succeeds();
      assertThat(database.hasTable("orders")).isTrue();
      // What needs no session goes through the pooler.
      pooled.run("about").succeeds();
    }
  }

  @Test
  void doctorFindsAPoolerWithoutADirectAddress() throws Exception {
    JarPostgres.migrated(database, app);
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      App pooled = app.with("DATABASE_URL", pooler.url(database));
      assertThat(pooled.run("doctor", "--format", "csv").endsWith(5).out())
          .contains("error,pooler,\"A pooler in transaction mode is in front of ");

      assertThat(
              pooled
                  .with("DATABASE_DIRECT_URL", database.url())
                  .run("doctor", "--format", "csv")
                  .succeeds()
                  .out())
          .doesNotContain(",pooler,");
    }
  }

  @Test
  void preparedStatementsOfOtherSessionsDoNotDisturbTheServer() throws Exception {
    JarPostgres.migrated(database, app);
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      PooledSessions sessions = new PooledSessions(pooler, database);
      sessions.look();
      App pooled =
          app.with("DATABASE_URL", pooler.url(database))
              .with("DATABASE_DIRECT_URL", database.url());
      try (JarServer server = JarServer.start(pooled)) {
        // More often than the driver waits before it prepares, and more at once than sessions.
        List<Integer> answers =
            IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> status(server, "/api/products?name=a" + i % 3))
                .distinct()
                .toList();
        assertThat(answers).containsExactly(200);
        assertThat(status(server, "/q/health/ready")).isEqualTo(200);
      }
      assertThat(sessions.look()).isEmpty();
      if (!PgBouncer.carriesStatements()) {
        String url = pooler.url(database) + "?prepareThreshold=5";
        assertThat(pooled.with("DATABASE_URL", url).run("doctor").endsWith(5).out())
            .contains("loses the statements that the service's prepareThreshold lets it prepare");
      }
    }
  }

  private static int status(JarServer server, String path) {
    try {
      return server.get(path).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void inSessionModeItWorks() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(directory, database, "session")) {
      app.with("DATABASE_URL", pooler.url(database)).run("migrate").succeeds();
      assertThat(database.hasTable("orders")).isTrue();
    }
  }
}
