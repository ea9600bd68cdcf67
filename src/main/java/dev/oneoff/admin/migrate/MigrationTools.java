package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.flyway.FlywayTool;
import dev.oneoff.admin.migrate.liquibase.LiquibaseTool;
import dev.oneoff.admin.migrate.tool.MigrationTool;
import dev.oneoff.admin.migrate.tool.NoMigrationTool;
import dev.oneoff.admin.start.Extension;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which tool migrates the service's own schema: Liquibase where there is a changelog, else Flyway
 * where there are migrations, else none.
 */
public final class MigrationTools {

  private static final String LIQUIBASE = "quarkus.liquibase.";
  private static final String FLYWAY = "quarkus.flyway.";
  private static final String CHANGELOG = LIQUIBASE + "change-log";
  private static final String SEARCH_PATH = LIQUIBASE + "search-path";
  private static final String LOCATIONS = FLYWAY + "locations";

  private MigrationTools() {}

  private static MigrationTool of(Settings settings) {
    return of(settings, Optional.empty(), Optional.empty());
  }

  static MigrationTool of(
      Settings settings, Optional<List<String>> contexts, Optional<List<String>> labels) {
    if (Extension.LIQUIBASE.present() && mayUse(settings, LIQUIBASE, CHANGELOG, SEARCH_PATH)) {
      MigrationTool liquibase = new LiquibaseTool(settings, contexts, labels);
      if (liquibase.hasChangelog()) {
        return liquibase;
      }
    } else if (!Extension.LIQUIBASE.present()
        && isOn(settings, LIQUIBASE)
        && settings.text(CHANGELOG).isPresent()) {
      throw AdminException.configuration(
          settings.written(CHANGELOG)
              + " names a changelog, and this service has no Liquibase to run it. Add"
              + " io.quarkus:quarkus-liquibase, or remove the setting.");
    }
    MigrationTool tool = flywayOrNone(settings);
    if (contexts.isPresent() || labels.isPresent()) {
      throw tool.hasChangelog()
          ? AdminException.usage("--contexts and --labels are Liquibase's; Flyway has none.")
          : NoMigrationTool.nothingTo("select by --contexts or --labels");
    }
    return tool;
  }

  // The files at the standard place are the default datasource's; another one names its own.
  private static boolean mayUse(Settings settings, String tool, String... files) {
    return isOn(settings, tool)
        && (settings.datasource().isDefault()
            || Stream.of(files).anyMatch(file -> settings.text(file).isPresent()));
  }

  private static boolean isOn(Settings settings, String tool) {
    return settings.flag(tool + "active", true);
  }

  private static MigrationTool flywayOrNone(Settings settings) {
    if (Extension.FLYWAY.present() && mayUse(settings, FLYWAY, LOCATIONS)) {
      MigrationTool flyway = new FlywayTool(settings);
      if (flyway.hasChangelog()) {
        return flyway;
      }
    } else if (!Extension.FLYWAY.present()
        && isOn(settings, FLYWAY)
        && settings.text(LOCATIONS).isPresent()) {
      throw AdminException.configuration(
          settings.written(LOCATIONS)
              + " names migrations, and this service has no Flyway to run them. Add"
              + " io.quarkus:quarkus-flyway, or remove the setting.");
    }
    return new NoMigrationTool();
  }

  /**
   * Makes sure that the service has a changelog.
   *
   * @param what is to be done with it, after "there is nothing to"
   * @throws AdminException {@code CONFIGURATION} if it has none
   */
  public static void requireChangelog(Settings settings, String what) {
    if (!hasChangelog(settings)) {
      throw NoMigrationTool.nothingTo(what);
    }
  }

  /**
   * The same for what only Liquibase can do.
   *
   * @throws AdminException {@code CONFIGURATION} if there is no changelog, {@code REFUSED} if it is
   *     another tool's
   */
  public static void requireLiquibase(Settings settings, String what, String instead) {
    requireChangelog(settings, what);
    if (!(of(settings) instanceof LiquibaseTool)) {
      throw AdminException.refused("Flyway cannot " + what + ". " + instead);
    }
  }

  /**
   * Makes sure that Flyway migrates the service's schema.
   *
   * @throws AdminException {@code REFUSED} if Liquibase does, {@code CONFIGURATION} if nothing does
   */
  public static void requireFlyway(Settings settings, String what) {
    requireChangelog(settings, what);
    if (!usesFlyway(settings)) {
      throw AdminException.refused(
          "There is nothing to "
              + what
              + ": Liquibase records only what ran to its end. See 'migrate validate' for changesets"
              + " that were changed, and 'migrate --help' for --in-doubt.");
    }
  }

  /** Whether Flyway migrates the service's own schema. */
  public static boolean usesFlyway(Settings settings) {
    return of(settings) instanceof FlywayTool;
  }

  /** Whether a tool migrates the service's own schema. */
  public static boolean hasChangelog(Settings settings) {
    return of(settings).hasChangelog();
  }
}
