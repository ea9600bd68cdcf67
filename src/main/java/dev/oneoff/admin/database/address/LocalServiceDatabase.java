package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * This service's database on the local PostgreSQL: used if none is configured, and only where
 * nothing can be lost.
 */
public final class LocalServiceDatabase {

  private static final String DIRECTORY = "oneoff.local.handed-over.directory";
  private static final String NAME = "oneoff.local.handed-over.name";

  private final Path directory;
  private final LocalPostgres postgres;
  private final String name;

  private LocalServiceDatabase(Path directory, String name) {
    this.directory = directory;
    this.postgres = LocalPostgres.in(directory);
    this.name = name;
  }

  public static LocalServiceDatabase of(Settings settings) {
    Path directory =
        settings
            .given(OwnSetting.LOCAL_DIRECTORY)
            .map(Path::of)
            .orElseGet(LocalPostgres::defaultDirectory);
    return new LocalServiceDatabase(directory, nameFor(settings.serviceName()));
  }

  /** The same, if it may be used; otherwise the failure says what to set. */
  public static LocalServiceDatabase allowed(Settings settings) {
    forbidden(settings)
        .ifPresent(
            why -> {
              throw AdminException.configuration(
                  "The local PostgreSQL is not used here: "
                      + why
                      + ". Set DATABASE_URL, for example to "
                      + "postgres://user:password@host:5432/name.");
            });
    return of(settings);
  }

  /** Why the local PostgreSQL must not be used here; empty if it may. */
  private static Optional<String> forbidden(Settings settings) {
    Optional<String> named =
        settings.environment().filter(environment -> !Settings.harmless(environment));
    if (named.isPresent()) {
      return Optional.of("this is the environment " + named.get());
    }
    if (settings.text("kubernetes.service.host").isPresent()) {
      return Optional.of("this is a Kubernetes pod");
    }
    if (!settings.is(OwnSetting.LOCAL_ENABLED)) {
      return Optional.of(OwnSetting.LOCAL_ENABLED + " is false, as in the service's image");
    }
    return Optional.empty();
  }

  /**
   * Makes the boot that follows in this process use this database. Quarkus creates its own
   * configuration, which can only be reached through system properties; none of them contains the
   * password.
   */
  public void handOver() {
    System.setProperty(DIRECTORY, directory.toString());
    System.setProperty(NAME, name);
  }

  static Optional<LocalServiceDatabase> handedOver() {
    String directory = System.getProperty(DIRECTORY);
    String name = System.getProperty(NAME);
    return directory == null || name == null
        ? Optional.empty()
        : Optional.of(new LocalServiceDatabase(Path.of(directory), name));
  }

  public LocalPostgres postgres() {
    return postgres;
  }

  /** The database's name on the server. */
  public String name() {
    return name;
  }

  /** Starts the server if it is not running, and creates the database if it does not exist. */
  public DatabaseLocation start(Consumer<String> announce) {
    LocalServer server = postgres.start(announce);
    server.ensureDatabase(name);
    DatabaseLocation location = location(server);
    announce.accept("Using the local PostgreSQL: " + location + ". Stop it with 'local stop'.");
    return location;
  }

  /** Its location, if its server is running. */
  public Optional<DatabaseLocation> running() {
    return postgres.running().map(this::location);
  }

  private DatabaseLocation location(LocalServer server) {
    return new DatabaseLocation(
        server.jdbcUrl(name), Optional.of(server.user()), Optional.of(server.password()), true);
  }

  // PostgreSQL truncates names to 63 bytes.
  private static String nameFor(String service) {
    String name = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return name.substring(0, Math.min(63, name.length()));
  }
}
