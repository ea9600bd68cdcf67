package dev.oneoff.admin.database;

import dev.oneoff.admin.Settings;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the service's database: what is configured, or the local PostgreSQL where that is allowed.
 * Configured is what Quarkus's own keys say, which {@link DatabaseUrlSource} fills from
 * DATABASE_URL.
 */
final class DatabaseLocator {

  static final String DIRECT_URL = "database.direct-url";
  static final String DIRECT_VARIABLE = "DATABASE_DIRECT_URL";
  static final String READ_ONLY_URL = "database.readonly-url";
  static final String READ_ONLY_VARIABLE = "DATABASE_READONLY_URL";

  private final Settings settings;
  private final Consumer<String> announce;

  DatabaseLocator(Settings settings, Consumer<String> announce) {
    this.settings = settings;
    this.announce = announce;
  }

  DatabaseLocation locate() {
    return configured().orElseGet(this::local);
  }

  private Optional<DatabaseLocation> configured() {
    return settings
        .text("quarkus.datasource.jdbc.url")
        .map(
            url ->
                new DatabaseLocation(
                    url,
                    settings.text("quarkus.datasource.username"),
                    settings.text("quarkus.datasource.password"),
                    false));
  }

  /** The way past a pooler, where there is one. */
  Optional<DatabaseLocation> direct() {
    return settings.text(DIRECT_URL).map(url -> DatabaseUrl.parse(DIRECT_VARIABLE, url).location());
  }

  /** The way in for a role that cannot write, where there is one. */
  Optional<DatabaseLocation> readOnly() {
    return settings
        .text(READ_ONLY_URL)
        .map(url -> DatabaseUrl.parse(READ_ONLY_VARIABLE, url).location());
  }

  private DatabaseLocation local() {
    return LocalServiceDatabase.allowed(settings).start(announce);
  }
}
