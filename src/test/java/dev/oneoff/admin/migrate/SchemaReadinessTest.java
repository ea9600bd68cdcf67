package dev.oneoff.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.ToolkitChangesets;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaReadinessTest {

  private static final String[] CHANGELOG = {
    "quarkus.liquibase.change-log", "dev/oneoff/admin/migrate/two.sql"
  };

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void whileTheSchemaIsBehindTheServerIsNotReady() throws Exception {
    SchemaReadiness readiness = readiness(CHANGELOG);

    HealthCheckResponse response = readiness.call();

    assertThat(response.getName()).isEqualTo("schema");
    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow())
        .containsEntry(
            "schema behind",
            "empty, "
                + ToolkitChangesets.and(2)
                + " pending, needs dev/oneoff/admin/migrate/two.sql::two");

    migrate();
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void onceItIsCurrentNobodyIsAskedAgain() throws Exception {
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
  void whatCannotBeAskedIsNotReady() {
    SchemaReadiness readiness = readiness("quarkus.liquibase.change-log", "there/is/none.sql");

    HealthCheckResponse response = readiness.call();

    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow()).containsKey("schema unknown");
  }

  private SchemaReadiness readiness(String... settings) {
    return new SchemaReadiness(
        database.settings(settings).config(), database.dataSource(), new SchemaFact());
  }

  private void migrate() throws Exception {
    Settings settings = database.settings(CHANGELOG);
    new Migrations(settings, database.dataSource())
        .apply(TestConsole.interruption()::checkpoint, sentence -> {}, () -> {});
  }
}
