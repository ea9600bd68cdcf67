package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.ToolkitChangesets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service with Flyway, security, its own form of errors and a deprecated setting, in Quarkus's
 * own packaging, with the toolkit as its only new dependency.
 */
@Tag("one-java")
class FlywayIT {

  private static final String HISTORY =
      "select string_agg(coalesce(version, 'R') || ':' || success, ' ' order by installed_rank)"
          + " from flyway_schema_history";
  private static final String ALL = "1:true 2:true 3:true R:true";

  private static final JarPostgres.Database MIGRATED = migrated();

  private final JarPostgres.Database database = MIGRATED;
  private final App app = Clinic.app().on(database);

  private static JarPostgres.Database migrated() {
    JarPostgres.Database made = JarPostgres.database();
    assertThat(Clinic.app().on(made).run("migrate").succeeds().err())
        .contains(
            "Applying V1__patients.sql …", "Applying db.migration.V3__RenameRooms …", "current");
    return made;
  }

  @Test
  void theServicesOwnTestsPass() throws Exception {
    assertThat(Clinic.built().log()).contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "about",
        "migrate",
        "migrate|--plan",
        "migrate|--check",
        "migrate|status",
        "migrate|validate",
        "migrate|locks",
        "migrate|wait",
        "sql|-c|select name from patient",
        "query|from Patient",
        "models",
        "fix",
        "runs",
        "config|show",
        "doctor",
        "health",
        "export|Patient",
        "release",
        "shell|-c|Patient.listAll()",
      })
  void aCommandWorks(String command) {
    JarRun run = app.run(command.split("\\|")).succeeds();

    assertThat(run.err()).doesNotContain("\tat ", "Unexpected", "error: ", "Unrecognized", "WARN");
    assertThat(run.out()).doesNotContain("lovelace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "migrate|rollback|--count|1 ! 3 ! Flyway cannot roll back.",
        "migrate|tag|one            ! 3 ! Flyway cannot tag.",
      })
  void whatFlywayCannotDoIsRefused(String command, int code, String sentence) {
    JarRun run = app.run(command.split("\\|")).failsWith(code, sentence);

    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aServiceIsToldWhatTheToolkitMeetsInIt() {
    String told = app.run("doctor", "--adopt", "--format", "csv").succeeds().out();

    assertThat(told)
        .contains(
            "clinic 2.5",
            "quarkus.flyway.migrate-at-start=true: ",
            "quarkus.hibernate-orm.database.generation=validate: ",
            "Flyway migrates this schema: 4 changesets, 0 pending.",
            "The toolkit's tables, admin_…, are there.",
            "1 sensitive column: patient.portal_password; 0 by @Sensitive.",
            "quarkus-smallrye-health is there: ",
            "quarkus-hibernate-validator is not there.",
            "Tasks: 0 fixes, ")
        .doesNotContain("quarkus-liquibase", "quarkus.http", "connections");
  }

  @Test
  void itIsKnownByItsNameAndVersion() {
    assertThat(app.run("about", "--format", "csv").succeeds().out())
        .contains("\nservice,clinic\n", "\nversion,2.5\n");
  }

  /** Each finds what the other has done, and the responses are what they were. */
  @Test
  void aServerThatMigratesAtItsStartAndTheCommandAgree() throws Exception {
    JarPostgres.Database fresh = JarPostgres.database();

    Map<String, String> without = responses(Clinic.withoutToolkit(), fresh);
    Map<String, String> with = responses(Clinic.app(), fresh);

    assertThat(without.remove("/q/health")).startsWith("200");
    assertThat(with.remove("/q/health")).startsWith("200");
    assertThat(with.remove("/q/health to a stranger")).contains("schema");
    without.remove("/q/health to a stranger");
    for (String ready : List.of("/q/health/ready", "/q/health/ready to a stranger")) {
      assertThat(with.remove(ready)).startsWith("200");
      without.remove(ready);
    }
    assertThat(with).isEqualTo(without);
    assertThat(with.values())
        .anyMatch(response -> response.startsWith("200 "))
        .anyMatch(response -> response.startsWith("401 "))
        .anyMatch(response -> response.startsWith("403 "))
        .anyMatch(response -> response.startsWith("404 ") && response.contains("diagnosis"))
        .anyMatch(response -> response.startsWith("503 ") && response.contains("no power"));
    assertThat(fresh.query(HISTORY)).isEqualTo(ALL);
    assertThat(fresh.hasTable("admin_run")).isFalse();
    assertThat(Clinic.app().on(fresh).run("migrate").succeeds().err())
        .contains(ToolkitChangesets.and(0) + " changesets applied; the schema is current.");

    responses(Clinic.withoutToolkit(), database);

    assertThat(database.query(HISTORY)).isEqualTo(ALL);
  }

  private static Map<String, String> responses(App app, JarPostgres.Database database)
      throws IOException, InterruptedException {
    return HostResponses.of(
        app,
        database,
        List.of(
            "/patients", "/patients/1", "/patients/9", "/patients/pharmacy", "/patients/theatre"),
        Map.of(),
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString("nurse:florence".getBytes(StandardCharsets.UTF_8)));
  }
}
