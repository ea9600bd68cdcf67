package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a PgBouncer. */
@Tag("one-java")
class PoolerIT {

  private final TestPostgres.Database database = TestPostgres.database();
  private final App app = App.packaged().on(database);

  @TempDir Path directory;

  @BeforeEach
  void needsPgBouncer() {
    assumeTrue(PgBouncer.program().isPresent(), "skipped: there is no pgbouncer on the path");
  }

  @Test
  void inTransactionModeItIsRefusedWithTheWayOut() throws Exception {
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
  void doctorFindsAPoolerThatThereIsNoWayPast() throws Exception {
    TestPostgres.migrated(database, app);
    try (PgBouncer pooler = PgBouncer.start(directory, database, "transaction")) {
      App pooled = app.with("DATABASE_URL", pooler.url(database));
      assertThat(pooled.run("doctor", "--format", "csv").endsWith(5).out())
          .contains("error,pooler,\"A pooler in transaction mode stands before ");

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
  void inSessionModeItWorks() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(directory, database, "session")) {
      app.with("DATABASE_URL", pooler.url(database)).run("migrate").succeeds();
      assertThat(database.hasTable("orders")).isTrue();
    }
  }
}
