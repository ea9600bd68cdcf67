package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import io.quarkus.liquibase.runtime.LiquibaseConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service's list of changesets with the table that records them.
 *
 * @param key the setting that names it, as it was written; nothing if none does
 */
public record Changelog(String owner, LiquibaseConfig config, Optional<String> key) {

  private static final String PREFIX = "quarkus.liquibase.";
  private static final String CHANGELOG = PREFIX + "change-log";

  public static Changelog service(Settings settings) {
    return service(settings, Optional.empty(), Optional.empty());
  }

  /** The service's for these contexts and labels; without them, for those that the settings say. */
  public static Changelog service(
      Settings settings, Optional<List<String>> contexts, Optional<List<String>> labels) {
    LiquibaseConfig config = configured(settings);
    contexts.ifPresent(these -> config.contexts = these);
    labels.ifPresent(these -> config.labels = these);
    return new Changelog(
        settings.serviceName(),
        config,
        settings.text(CHANGELOG).map(file -> settings.written(CHANGELOG)));
  }

  /** Whether a setting names it, or where to look for it. */
  public boolean configured() {
    return key.isPresent() || config.searchPath.isPresent();
  }

  /** Whether there is a file by that name among the service's own. */
  public boolean onClassPath() {
    return Thread.currentThread().getContextClassLoader().getResource(config.changeLog) != null;
  }

  /** Says that there is no such file. */
  AdminException missing() {
    return AdminException.configuration(
        key.orElse(CHANGELOG)
            + " names "
            + config.changeLog
            + ", and there is no such file. Correct the setting, or add the file.");
  }

  // What quarkus-liquibase makes of the same keys when Quarkus boots.
  private static LiquibaseConfig configured(Settings settings) {
    LiquibaseConfig config = new LiquibaseConfig();
    settings.text(CHANGELOG).ifPresent(file -> config.changeLog = file);
    config.searchPath =
        Optional.of(settings.list(PREFIX + "search-path")).filter(path -> !path.isEmpty());
    config.contexts = settings.list(PREFIX + "contexts");
    config.labels = settings.list(PREFIX + "labels");
    config.changeLogParameters = parameters(settings);
    settings
        .text(PREFIX + "database-change-log-table-name")
        .ifPresent(table -> config.databaseChangeLogTableName = table);
    settings
        .text(PREFIX + "database-change-log-lock-table-name")
        .ifPresent(table -> config.databaseChangeLogLockTableName = table);
    config.defaultCatalogName = settings.text(PREFIX + "default-catalog-name");
    config.defaultSchemaName = settings.text(PREFIX + "default-schema-name");
    config.liquibaseCatalogName = settings.text(PREFIX + "liquibase-catalog-name");
    config.liquibaseSchemaName = settings.text(PREFIX + "liquibase-schema-name");
    config.liquibaseTablespaceName = settings.text(PREFIX + "liquibase-tablespace-name");
    config.allowDuplicatedChangesetIdentifiers =
        settings.value(PREFIX + "allow-duplicated-changeset-identifiers", Boolean.class);
    config.secureParsing = settings.flag(PREFIX + "secure-parsing", true);
    return config;
  }

  private static Map<String, String> parameters(Settings settings) {
    Map<String, String> parameters = new HashMap<>();
    settings
        .below(PREFIX + "change-log-parameters.")
        .forEach((name, key) -> settings.text(key).ifPresent(value -> parameters.put(name, value)));
    return parameters;
  }
}
