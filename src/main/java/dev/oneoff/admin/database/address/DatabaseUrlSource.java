package dev.oneoff.admin.database.address;

import dev.oneoff.admin.Mode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Provides {@code DATABASE_URL} to Quarkus under Quarkus's own names, in the server and in commands
 * alike. If both are set, the more specific source wins, and within one source Quarkus's own name;
 * address and login always come from the same place. Inactive during a build, so that no secret of
 * the build machine ends up in the jar.
 */
public final class DatabaseUrlSource implements ConfigSourceFactory {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final int BELOW_FILES = 200;
  private static final int ABOVE_ALL = 1100;

  private static volatile boolean readOnly;
  private static volatile boolean direct;

  /** For the boot that follows in this process: it uses DATABASE_READONLY_URL if that is set. */
  public static void preferReadOnly() {
    readOnly = true;
  }

  /**
   * For the boot that follows in this process: it bypasses a pooler if there is a way around it.
   */
  public static void preferDirect() {
    direct = true;
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    if (!Mode.anyEntered()) {
      return List.of();
    }
    if (readOnly) {
      Optional<AddressSetting.Given> reading = AddressSetting.READ_ONLY.in(context::getValue);
      if (reading.isPresent()) {
        return List.of(source(reading.get(), ABOVE_ALL));
      }
    }
    Optional<AddressSetting.Given> url = AddressSetting.DATABASE.in(context::getValue);
    ConfigValue own = context.getValue(JDBC_URL);
    boolean hasOwn = own != null && own.getValue() != null && !own.getValue().isBlank();
    if (direct && (url.isPresent() || hasOwn)) {
      Optional<AddressSetting.Given> past = AddressSetting.DIRECT.in(context::getValue);
      if (past.isPresent()) {
        return List.of(source(past.get(), ABOVE_ALL));
      }
    }
    if (url.isPresent() && !(hasOwn && own.getConfigSourceOrdinal() >= url.get().ordinal())) {
      return List.of(source(url.get(), url.get().ordinal()));
    }
    if (!hasOwn) {
      return LocalServiceDatabase.handedOver()
          .flatMap(LocalServiceDatabase::running)
          .map(local -> List.of(source("the local PostgreSQL", local, BELOW_FILES)))
          .orElse(List.of());
    }
    return List.of();
  }

  private static ConfigSource source(AddressSetting.Given address, int ordinal) {
    return source(address.from(), address.url().location(), ordinal);
  }

  // An empty value hides one from a lower source: a file's login is not for this address.
  private static ConfigSource source(String name, DatabaseLocation location, int ordinal) {
    return new PropertiesConfigSource(
        Map.of(
            JDBC_URL,
            literal(location.jdbcUrl()),
            "quarkus.datasource.username",
            literal(location.user().orElse("")),
            "quarkus.datasource.password",
            literal(location.password().orElse(""))),
        name,
        ordinal);
  }

  /**
   * Escapes the text so that the configuration's expansion leaves it unchanged: there \$ and $$
   * mean $, and a backslash that must not start the former is written as the default value of a
   * setting that does not exist.
   */
  static String literal(String text) {
    return text.contains("$")
        ? text.replace("$", "$$").replace("\\", "${oneoff.nothing:\\}")
        : text;
  }
}
