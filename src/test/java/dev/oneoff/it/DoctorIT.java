package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-java")
class DoctorIT {

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged().on(database);

  @Test
  void aHealthyServiceHasNoErrorAndAnEmptyDatabaseOne() throws Exception {
    assertThat(app.run("doctor").endsWith(5).err()).contains("× error");
    JarPostgres.migrated(database, app);

    JarRun doctor = app.run("doctor", "--passed", "--format", "json").succeeds();

    JsonNode found = new ObjectMapper().readTree(doctor.out());
    assertThat(found)
        .allSatisfy(row -> assertThat(row.get("severity").asText()).isIn("ok", "info", "warning"))
        .anySatisfy(
            row -> {
              assertThat(row.get("check").asText()).isEqualTo("timeouts");
              assertThat(row.get("finding").asText()).startsWith("lock_timeout is not set");
              assertThat(row.get("advice").asText()).contains("alter role");
            });
    assertThat(found.findValuesAsText("check"))
        .contains("schema", "entities", "stale-runs", "memory", "unknown-variables");
    assertThat(database.query("select count(*) from admin_run where command = 'doctor'"))
        .isEqualTo("0");
  }

  @Test
  void theLevelSaysWhatFails() throws Exception {
    JarPostgres.migrated(database, app);

    assertThat(app.run("doctor", "--fail-level", "warning").endsWith(5).err())
        .contains("× warning");
    app.with("ONEOFF_DOCTOR_SKIP", "timeouts,connections,nap")
        .run("doctor")
        .failsWith(78, "oneoff.doctor.skip names 'nap'");
    app.run("doctor", "--fail-level", "grave").failsWith(2, "one of info, warning, error, never");
  }

  @Test
  void withoutADatabaseItSaysSoAndChecksTheRest() {
    JarRun doctor =
        App.packaged()
            .with("DATABASE_URL", "postgres://app:geheim@127.0.0.1:1/orders")
            .with("ONEOFF_ENVIRONMENT", "production")
            .with("QUARKUS_HIBERNATE_ORM_LOG_SQL", "true")
            .with("QUARKUS_HTTP_PROT", "8081")
            .run("doctor", "--format", "csv")
            .endsWith(5);

    assertThat(doctor.out())
        .contains("error,database,The database cannot be queried: ")
        .contains("unseen,schema,It needs the database.")
        .contains("QUARKUS_HTTP_PROT would be. Did you mean QUARKUS_HTTP_PORT?")
        .contains("warning,production-settings,quarkus.hibernate-orm.log.sql is true")
        .doesNotContain("geheim");
  }

  @Test
  void aServicesOwnCheckIsABean() throws Exception {
    App library = Library.app().on(database);
    JarPostgres.migrated(database, library);
    database.execute("insert into copy values (1, 1, true)");

    assertThat(library.run("doctor", "--format", "csv").endsWith(5).out())
        .contains("error,lent-copies,1 copies are lent.,Ask the readers for them.");
  }
}
