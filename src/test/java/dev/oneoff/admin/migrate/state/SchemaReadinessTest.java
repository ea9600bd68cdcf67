package dev.oneoff.admin.migrate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.migrate.Migrations;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaReadinessTest {

  private static final String[] CHANGELOG = {
    "quarkus.liquibase.change-log", "dev/oneoff/admin/migrate/two.sql"
  };

  private static final String WAITING =
      "select count(*)::text from pg_stat_activity"
          + " where datname = current_database() and wait_event_type = 'Lock'";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void whileTheSchemaIsBehindTheServerIsNotReady() throws Exception {
    SchemaReadiness readiness = readiness(CHANGELOG);

    HealthCheckResponse response = readiness.call();

    assertThat(response.getName()).isEqualTo("schema");
    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow())
        .containsEntry(
            "schema behind", "empty, 2 pending, needs dev/oneoff/admin/migrate/two.sql::two");

    migrate();
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  /** As in a service that migrates when it starts, on the day the toolkit comes in. */
  @Test
  void theToolkitsTablesAreNotWaitedFor() throws Exception {
    migrate();
    database.execute("drop table admin_changelog");

    assertThat(readiness(CHANGELOG).call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void eachDatasourceThatHasMigrationsCounts() throws Exception {
    TestDatabase other = new TestDatabase();
    try {
      other.create();
      migrate();
      SchemaReadiness readiness =
          new SchemaReadiness(
              database
                  .settings(
                      CHANGELOG[0],
                      CHANGELOG[1],
                      "quarkus.datasource.archive.db-kind",
                      "postgresql",
                      "quarkus.liquibase.archive.change-log",
                      CHANGELOG[1],
                      "quarkus.datasource.unmigrated.db-kind",
                      "postgresql",
                      "quarkus.datasource.cache.db-kind",
                      "h2",
                      "quarkus.liquibase.cache.change-log",
                      CHANGELOG[1])
                  .config(),
              datasource ->
                  Optional.of(datasource.isDefault() ? database.dataSource() : other.dataSource()),
              new SchemaFact());

      HealthCheckResponse response = readiness.call();

      assertThat(response.getStatus()).isEqualTo(Status.DOWN);
      assertThat(response.getData().orElseThrow())
          .containsOnlyKeys("schema behind of archive")
          .containsEntry(
              "schema behind of archive",
              "empty, 2 pending, needs dev/oneoff/admin/migrate/two.sql::two");

      migrate(other);
      assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    } finally {
      other.drop();
    }
  }

  @Test
  void withoutAChangelogNothingIsWaitedFor() {
    assertThat(readiness().call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void onceItIsCurrentTheDatabaseIsNotQueriedAgain() throws Exception {
    migrate();
    SchemaReadiness readiness = readiness(CHANGELOG);
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);

    database.execute("drop table databasechangelog");

    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aSettingSwitchesItOff() {
    assertThat(
            readiness(CHANGELOG[0], CHANGELOG[1], "oneoff.readiness.schema", "false")
                .call()
                .getStatus())
        .isEqualTo(Status.UP);
  }

  @Test
  void anUnreachableDatabaseIsNotReady() {
    SchemaReadiness readiness = readiness("quarkus.liquibase.change-log", "there/is/none.sql");

    HealthCheckResponse response = readiness.call();

    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow()).containsKey("schema unknown");
  }

  @Test
  void aDatabaseThatHangsBlocksOnlyOneThread() throws Exception {
    migrate();
    SchemaReadiness readiness = readiness(CHANGELOG);
    try (Connection holder = database.connect();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table databasechangelog in access exclusive mode");
      CompletableFuture<HealthCheckResponse> first = CompletableFuture.supplyAsync(readiness::call);
      await().until(() -> database.query(WAITING).equals(List.of("1")));

      HealthCheckResponse second = readiness.call();

      assertThat(second.getStatus()).isEqualTo(Status.DOWN);
      assertThat(second.getData().orElseThrow())
          .containsEntry("schema unknown", "The database has not answered yet.");
      holder.rollback();
      assertThat(first.get().getStatus()).isEqualTo(Status.UP);
    }
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  private SchemaReadiness readiness(String... settings) {
    return new SchemaReadiness(
        database.settings(settings).config(),
        datasource -> Optional.of(database.dataSource()),
        new SchemaFact());
  }

  private void migrate() throws Exception {
    migrate(database);
  }

  private static void migrate(TestDatabase one) throws Exception {
    Settings settings = one.settings(CHANGELOG);
    new Migrations(settings, one.dataSource())
        .apply(TestConsole.interruption()::checkpoint, sentence -> {}, () -> {});
  }
}
