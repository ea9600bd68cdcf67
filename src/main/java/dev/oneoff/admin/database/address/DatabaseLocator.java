package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Suggestion;
import io.smallrye.config.Expressions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Finds the service's database: the configured one, or the local PostgreSQL where that is allowed.
 * The configuration is in Quarkus's own keys, which {@link DatabaseUrlSource} fills from
 * DATABASE_URL.
 */
public final class DatabaseLocator {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  private final Settings settings;
  private final Consumer<String> announce;
  private final PoolProperties pool;

  public DatabaseLocator(Settings settings, Consumer<String> announce) {
    this.settings = settings;
    this.announce = announce;
    this.pool = new PoolProperties(settings);
  }

  public DatabaseLocation locate() {
    Optional<DatabaseLocation> configured = configured();
    if (configured.isEmpty() || !settings.datasource().isDefault()) {
      requireDatasource();
    }
    return configured.orElseGet(this::local);
  }

  private void requireDatasource() {
    Set<String> names = settings.names();
    Datasource datasource = settings.datasource();
    if (datasource.in(names)) {
      return;
    }
    Set<String> known = Datasource.names(names);
    if (datasource.isDefault()) {
      throw AdminException.configuration(
          "This service has no default datasource, which is the one that commands work on. Name"
              + " another one with --datasource or in "
              + OwnSetting.DATASOURCE.key()
              + ": there "
              + (known.size() == 1 ? "is " : "are ")
              + String.join(", ", known)
              + ".");
    }
    String why =
        "There is no datasource '"
            + datasource
            + "'"
            + (Datasource.chosen() ? "" : ", which " + OwnSetting.DATASOURCE.key() + " names")
            + "."
            + Suggestion.of(datasource.name(), known)
                .map(near -> " Did you mean " + near + "?")
                .orElse("")
            + (known.isEmpty()
                ? " This service has only the default one."
                : " There are default, " + String.join(", ", known) + ".");
    throw Datasource.chosen() ? AdminException.usage(why) : AdminException.configuration(why, null);
  }

  private Optional<DatabaseLocation> configured() {
    return settings
        .text(JDBC_URL)
        .map(
            url -> {
              DatabaseUrl.requireKnownParameters(settings.written(JDBC_URL), url);
              pool.requireKnown();
              return pool.addTo(
                  new DatabaseLocation(
                      url,
                      given("quarkus.datasource.username"),
                      given("quarkus.datasource.password"),
                      false));
            });
  }

  // A password may consist of spaces alone.
  private Optional<String> given(String key) {
    Optional<String> given = settings.value(key, String.class);
    ConfigValue written =
        Expressions.withoutExpansion(() -> settings.config().getConfigValue(settings.name(key)));
    if (given.isEmpty() && String.valueOf(written.getValue()).contains("${")) {
      throw AdminException.configuration(
          settings.written(key)
              + " refers by ${…} to a setting that is not set. If you mean a $, write $$.");
    }
    return given;
  }

  /** The location that bypasses a pooler, if there is one. */
  public Optional<DatabaseLocation> direct() {
    return at(AddressSetting.DIRECT);
  }

  /** The location for a role that cannot write, if there is one. */
  public Optional<DatabaseLocation> readOnly() {
    return at(AddressSetting.READ_ONLY);
  }

  private Optional<DatabaseLocation> at(AddressSetting address) {
    return settings.ofMain()
        ? address.in(settings).map(given -> pool.addTo(given.url().location()))
        : Optional.empty();
  }

  private DatabaseLocation local() {
    if (!settings.ofMain()) {
      throw AdminException.configuration(
          "The datasource "
              + settings.datasource()
              + " has no address. Set "
              + Settings.variable(settings.name(JDBC_URL))
              + ", for example to jdbc:postgresql://host:5432/name.");
    }
    return LocalServiceDatabase.allowed(settings).start(announce);
  }
}
