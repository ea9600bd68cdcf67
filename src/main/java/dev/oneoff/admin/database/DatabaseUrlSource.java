package dev.oneoff.admin.database;

import dev.oneoff.admin.Mode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@code DATABASE_URL} to Quarkus under Quarkus's own names, in the server and in commands
 * alike. Where both say something, the more specific source wins, and from one source Quarkus's own
 * name; the address and the login always come from the same place. Not active in a build, so that
 * no secret of the building machine gets into the jar.
 */
public final class DatabaseUrlSource implements ConfigSourceFactory {

  private static final String URL = "database.url";
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
    ConfigValue reading = context.getValue(DatabaseLocator.READ_ONLY_URL);
    if (readOnly && given(reading)) {
      return List.of(outranking(DatabaseLocator.READ_ONLY_VARIABLE, reading));
    }
    ConfigValue url = context.getValue(URL);
    ConfigValue own = context.getValue(JDBC_URL);
    boolean hasUrl = given(url);
    boolean hasOwn = given(own);
    ConfigValue past = context.getValue(DatabaseLocator.DIRECT_URL);
    if (direct && given(past) && (hasUrl || hasOwn)) {
      return List.of(outranking(DatabaseLocator.DIRECT_VARIABLE, past));
    }
    if (hasUrl && !(hasOwn && own.getConfigSourceOrdinal() >= url.getConfigSourceOrdinal())) {
      DatabaseLocation location =
          DatabaseUrl.parse("DATABASE_URL", url.getValue().strip()).location();
      return List.of(source("DATABASE_URL", location, url.getConfigSourceOrdinal()));
    }
    if (!hasOwn) {
      return LocalServiceDatabase.handedOver()
          .flatMap(LocalServiceDatabase::running)
          .map(local -> List.of(source("the local PostgreSQL", local, BELOW_FILES)))
          .orElse(List.of());
    }
    return List.of();
  }

  private static ConfigSource outranking(String variable, ConfigValue url) {
    return source(
        variable, DatabaseUrl.parse(variable, url.getValue().strip()).location(), ABOVE_ALL);
  }

  private static boolean given(@Nullable ConfigValue value) {
    return value != null && value.getValue() != null && !value.getValue().isBlank();
  }

  // An empty value hides one from a source below: a file's login is not for this address.
  private static ConfigSource source(String name, DatabaseLocation location, int ordinal) {
    return new PropertiesConfigSource(
        Map.of(
            JDBC_URL,
            location.jdbcUrl(),
            "quarkus.datasource.username",
            location.user().orElse(""),
            "quarkus.datasource.password",
            location.password().orElse("")),
        name,
        ordinal);
  }
}
