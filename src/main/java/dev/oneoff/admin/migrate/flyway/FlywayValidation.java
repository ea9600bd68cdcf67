package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.changeset.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;

/** What is wrong with the migrations of a service, those that have run and those that will. */
public final class FlywayValidation {

  private final FlywaySettings settings;

  public FlywayValidation(Settings settings) {
    this.settings = new FlywaySettings(settings);
  }

  /**
   * A finding, and where.
   *
   * @param id the version; empty where there is none
   * @param unreadable whether Flyway cannot read it, so that nothing can run
   */
  public record Problem(String id, String file, Finding finding, boolean unreadable) {}

  public List<Problem> find(DataSource connections) {
    List<Problem> problems = new ArrayList<>();
    try {
      names(connections, problems);
      FlywayState state = new FlywayState(settings, connections, Limit.NONE);
      for (MigrationInfo migration : state.due()) {
        text(migration, state.scripts(), problems);
      }
      for (ValidateOutput invalid : invalid(settings, connections)) {
        problems.add(of(invalid));
      }
    } catch (FlywayException e) {
      problems.add(unreadable("", "", e));
    }
    return problems;
  }

  // It passes over files with other names in silence unless it is told not to.
  private void names(DataSource connections, List<Problem> problems) {
    try {
      settings
          .configuration(connections)
          .validateMigrationNaming(true)
          .skipDefaultCallbacks(true)
          .load()
          .info();
    } catch (FlywayException e) {
      problems.add(
          new Problem(
              "",
              "",
              Finding.error(FlywayFailure.sentence(e), "Rename the file, or it is never run."),
              false));
    }
  }

  private static void text(MigrationInfo migration, FlywayScripts scripts, List<Problem> problems) {
    try {
      scripts.inTransaction(migration);
    } catch (FlywayException e) {
      problems.add(
          unreadable(
              migration.isVersioned() ? migration.getVersion().getVersion() : "",
              FlywayState.name(migration),
              e));
    }
  }

  private static Problem unreadable(String id, String file, FlywayException e) {
    return new Problem(
        id,
        file,
        Finding.error(
            "Flyway cannot read it: " + FlywayFailure.sentence(e), "Nothing runs until it can."),
        true);
  }

  /** What Flyway finds wrong with the migrations that have run; not what is pending. */
  static List<ValidateOutput> invalid(FlywaySettings settings, DataSource connections) {
    return settings
        .configuration(connections)
        .ignoreMigrationPatterns(settings.ignoredAnd("*:pending"))
        .skipDefaultCallbacks(true)
        .load()
        .validateWithResult()
        .invalidMigrations;
  }

  private static Problem of(ValidateOutput invalid) {
    String code = String.valueOf(invalid.errorDetails.errorCode);
    String advice =
        code.endsWith("_MISMATCH")
            ? "Put it back as it was, and change the schema in a new migration; or accept it with "
                + Datasource.command("migrate repair")
                + "."
            : code.startsWith("FAILED_")
                ? "Take back what ran of it or complete it, and run "
                    + Datasource.command("migrate repair")
                    + "."
                : "";
    return new Problem(
        Objects.toString(invalid.version, ""),
        Objects.toString(invalid.filepath, "").replaceFirst(".*[/\\\\]", ""),
        Finding.error(FlywayFailure.sentence(invalid.errorDetails.errorMessage), advice),
        false);
  }
}
