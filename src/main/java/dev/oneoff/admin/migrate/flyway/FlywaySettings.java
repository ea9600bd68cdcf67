package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What quarkus-flyway makes of the service's settings when Quarkus boots. */
record FlywaySettings(Settings settings) {

  static final String PREFIX = "quarkus.flyway.";
  static final String LOCATIONS = PREFIX + "locations";
  private static final String STANDARD_LOCATION = "db/migration";
  private static final String CLASS_PATH = "classpath:";
  private static final String FILES = "filesystem:";

  /** Whether a setting says where the migrations are. */
  boolean configured() {
    return settings.text(LOCATIONS).isPresent();
  }

  List<String> locations() {
    return configured()
        ? settings.list(LOCATIONS).stream().map(String::strip).toList()
        : List.of(STANDARD_LOCATION);
  }

  /** Whether there is anything at one of the locations. */
  boolean found() {
    return locations().stream().anyMatch(FlywaySettings::exists);
  }

  private static boolean exists(String location) {
    if (location.startsWith(FILES)) {
      return Files.isDirectory(Path.of(location.substring(FILES.length())));
    }
    String path = location.replaceFirst("^" + CLASS_PATH, "").replaceAll("^/|/$", "");
    // Flyway knows wildcards.
    return path.contains("*")
        || path.contains("?")
        || Thread.currentThread().getContextClassLoader().getResource(path) != null;
  }

  /**
   * Where the migrations run and their history is kept, as it was written; nothing for the
   * session's own.
   */
  Optional<String> schema() {
    return settings.text(PREFIX + "default-schema").or(() -> schemas().stream().findFirst());
  }

  /** Those that Flyway manages, the default one aside. */
  List<String> schemas() {
    return settings.list(PREFIX + "schemas").stream().map(String::strip).toList();
  }

  String table() {
    return settings.text(PREFIX + "table").orElse("flyway_schema_history");
  }

  boolean validates() {
    return settings.flag(PREFIX + "validate-on-migrate", true);
  }

  /** Whether the server records the schema that it finds as the first version. */
  boolean baselinesAtStart() {
    return asTheServerHasIt(PREFIX + "baseline-at-start");
  }

  /** Whether the history of a schema that has tables already begins with a baseline. */
  boolean baselinesOnMigrate() {
    return asTheServerHasIt(PREFIX + "baseline-on-migrate");
  }

  // In a command both keys answer false, so that nobody's code takes an unknown schema for a
  // migrated one on the way; here it is what the person asked for.
  private boolean asTheServerHasIt(String key) {
    return settings.flagOfServer(key, false);
  }

  /** Of what the server does by itself, it does nothing. */
  FluentConfiguration configuration(DataSource connections) {
    FluentConfiguration flyway =
        Flyway.configure(Thread.currentThread().getContextClassLoader())
            // Its lock would hold a transaction open, for which 'create index concurrently' waits
            // forever; without that, a migration and its record also share one transaction.
            .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
            .dataSource(connections)
            .locations(locations().toArray(String[]::new))
            .failOnMissingLocations(false)
            .encoding(StandardCharsets.UTF_8)
            .detectEncoding(false)
            .cleanDisabled(true)
            .table(table())
            .validateOnMigrate(validates())
            .baselineOnMigrate(baselinesOnMigrate())
            .validateMigrationNaming(settings.flag(PREFIX + "validate-migration-naming", false))
            .outOfOrder(settings.flag(PREFIX + "out-of-order", false))
            .createSchemas(settings.flag(PREFIX + "create-schemas", true))
            .ignoreMigrationPatterns(ignored())
            .placeholders(placeholders());
    settings.text(PREFIX + "default-schema").ifPresent(flyway::defaultSchema);
    if (!schemas().isEmpty()) {
      flyway.schemas(schemas().toArray(String[]::new));
    }
    given("sql-migration-prefix", flyway::sqlMigrationPrefix);
    given("repeatable-sql-migration-prefix", flyway::repeatableSqlMigrationPrefix);
    given("placeholder-prefix", flyway::placeholderPrefix);
    given("placeholder-suffix", flyway::placeholderSuffix);
    given("baseline-version", flyway::baselineVersion);
    given("baseline-description", flyway::baselineDescription);
    given("init-sql", flyway::initSql);
    return flyway;
  }

  private void given(String name, Consumer<String> set) {
    settings.text(PREFIX + name).ifPresent(set);
  }

  String[] ignored() {
    List<String> given = settings.list(PREFIX + "ignore-migration-patterns");
    if (!given.isEmpty()) {
      return given.toArray(String[]::new);
    }
    List<String> patterns = new ArrayList<>();
    if (settings.flag(PREFIX + "ignore-missing-migrations", false)) {
      patterns.add("*:Missing");
    }
    if (settings.flag(PREFIX + "ignore-future-migrations", false)) {
      patterns.add("*:Future");
    }
    return patterns.toArray(String[]::new);
  }

  /** The same and one more. */
  String[] ignoredAnd(String pattern) {
    return Stream.concat(Arrays.stream(ignored()), Stream.of(pattern)).toArray(String[]::new);
  }

  private Map<String, String> placeholders() {
    Map<String, String> placeholders = new HashMap<>();
    settings
        .below(PREFIX + "placeholders.")
        .forEach(
            (name, key) -> settings.text(key).ifPresent(value -> placeholders.put(name, value)));
    return placeholders;
  }

  /** The service's own. */
  List<Callback> callbacks() {
    List<Callback> callbacks = new ArrayList<>();
    for (String name : settings.list(PREFIX + "callbacks")) {
      try {
        callbacks.add(
            Class.forName(name.strip(), true, Thread.currentThread().getContextClassLoader())
                .asSubclass(Callback.class)
                .getDeclaredConstructor()
                .newInstance());
      } catch (ReflectiveOperationException | ClassCastException e) {
        throw AdminException.configuration(
            settings.written(PREFIX + "callbacks")
                + " names "
                + name.strip()
                + ", which cannot be made without the service: a callback needs a constructor"
                + " without parameters.",
            e);
      }
    }
    return callbacks;
  }
}
