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
 * Gives {@code DATABASE_URL} to Quarkus under Quarkus's own names, in the server and in commands
 * alike. Where both say something, the more specific source wins, and from one source Quarkus's own
 * name; the address and the login always come from the same place. Not active in a build, so that
 * no secret of the building machine gets into the jar.
 */
public final class DatabaseUrlSource implements ConfigSourceFactory {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final int BELOW_FILES = 200;
  private static final int ABOVE_ALL = 1100;

  private static volatile boolean readOnly;
  private static volatile boolean direct;

  /** For the boot that follows in this process: it uses DATABASE_READONLY_URL where that is set. */
  public static void preferReadOnly() {
    readOnly = true;
  }

  /** For the boot that follows in this process: it goes past a pooler where there is a way. */
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

  // An empty value hides one from a source below: a file's login is not for this address.
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
   * So that the text comes out of the configuration's expansion as it is: there \$ and $$ stand for
   * $, and a backslash that is not to be a part of the first is the default of a setting that there
   * is not.
   */
  static String literal(String text) {
    return text.contains("$")
        ? text.replace("$", "$$").replace("\\", "${oneoff.nothing:\\}")
        : text;
  }
}
