package dev.oneoff.admin;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The service's settings, read as the server reads them: the same files, profile and variables, but
 * without a boot. A value that cannot be used is reported as {@link
 * AdminException.Cause#CONFIGURATION}, by its key and never with the value.
 */
public record Settings(Config config, Datasource datasource) {

  /** {@code development} and {@code test}: nothing that matters can be lost there. */
  private static final List<String> HARMLESS = List.of("development", "test");

  /** As Quarkus lets people write it. */
  private static final Set<String> POSTGRESQL = Set.of("postgresql", "pgsql", "pg");

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  private static final List<String> YES = List.of("true", "1", "yes", "y", "on");
  private static final List<String> NO = List.of("false", "0", "no", "n", "off");

  /** Those of the datasource that this process works on. */
  public Settings(Config config) {
    this(config, Datasource.administered(config));
  }

  /** The same for another datasource. */
  public Settings of(Datasource other) {
    return new Settings(config, other);
  }

  /**
   * The service's name for a setting: one of the datasource's is written here as if it were the
   * default one's.
   */
  public String name(String key) {
    return datasource.key(key, name -> config.getConfigValue(name).getValue() != null);
  }

  /** The names of all settings. */
  public Set<String> names() {
    // What the configuration returns can be read only once.
    Set<String> names = new TreeSet<>();
    config.getPropertyNames().forEach(names::add);
    return names;
  }

  /** The names of settings that begin so, by what follows, without quotes. */
  public Map<String, String> below(String prefix) {
    Map<String, String> names = new TreeMap<>();
    Set<String> all = names();
    for (String beginning : datasource.keys(prefix).toList()) {
      for (String name : all) {
        if (name.startsWith(beginning)) {
          names.put(name.substring(beginning.length()).replaceAll("^\"|\"$", ""), name);
        }
      }
    }
    return names;
  }

  public Optional<String> text(String key) {
    return value(key, String.class).filter(text -> !text.isBlank());
  }

  public boolean flag(String key, boolean otherwise) {
    return text(key).map(said -> flag(key, said)).orElse(otherwise);
  }

  private boolean flag(String key, String said) {
    String word = said.strip().toLowerCase(Locale.ROOT);
    // Otherwise anything but a yes would count as a no, typos included.
    if (!YES.contains(word) && !NO.contains(word)) {
      throw unfit(key, "true or false", null);
    }
    return YES.contains(word);
  }

  /** Whether these are of the datasource that {@code DATABASE_URL} and its like are for. */
  public boolean ofMain() {
    return datasource.equals(Datasource.main(config));
  }

  /**
   * Whether the datasource is PostgreSQL.
   *
   * @param say is told if it is not
   */
  public boolean postgresql(Consumer<String> say) {
    boolean is =
        text("quarkus.datasource.db-kind")
            .map(kind -> POSTGRESQL.contains(kind.toLowerCase(Locale.ROOT)))
            .orElse(true);
    if (!is) {
      say.accept("The datasource " + datasource + " is left out, because it is not PostgreSQL.");
    }
    return is;
  }

  /** The setting that has the database's address, as people write it. */
  public String address() {
    return ofMain() ? "DATABASE_URL" : written(JDBC_URL);
  }

  /** The same for one that bypasses a pooler. */
  public String directAddress() {
    return ofMain() ? "DATABASE_DIRECT_URL" : written(JDBC_URL);
  }

  /** Whether a setting of the toolkit is on. */
  public boolean is(OwnSetting<Boolean> setting) {
    return flag(setting.key(), setting.standard().orElseThrow());
  }

  /** The names in a setting of the toolkit. */
  public List<String> namesIn(OwnSetting<String[]> setting) {
    return list(setting.key());
  }

  /** A setting of the toolkit as it was given; empty if it was not. */
  public <T> Optional<T> given(OwnSetting<T> setting) {
    Optional<T> value = value(setting.key(), setting.type());
    return value.filter(given -> !(given instanceof String text) || !text.isBlank());
  }

  /** A setting of the toolkit, or its default. */
  public <T> T of(OwnSetting<T> setting) {
    return given(setting).orElseGet(() -> setting.standard().orElseThrow());
  }

  public List<String> list(String key) {
    return value(key, String[].class).map(List::of).orElse(List.of());
  }

  public <T> Optional<T> value(String key, Class<T> type) {
    try {
      return config.getOptionalValue(name(key), type);
    } catch (IllegalArgumentException e) {
      throw unfit(key, form(type), e);
    }
  }

  private AdminException unfit(String key, String form, @Nullable Throwable cause) {
    return AdminException.configuration(
        written(key) + " cannot be used: it must be " + form + ".", cause);
  }

  private static String form(Class<?> type) {
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    return type == Duration.class
        ? "a duration, such as 30s or PT5M"
        : "a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** A setting as the server has it, where a command has an answer of its own. */
  public Optional<String> ofServer(String key) {
    // A command's answer is one for both ways to write it.
    return datasource.keys(key).map(this::inServer).flatMap(Optional::stream).findFirst();
  }

  /**
   * The same for one that is true or false.
   *
   * @throws AdminException {@code CONFIGURATION} if it is neither
   */
  public boolean flagOfServer(String key, boolean otherwise) {
    return ofServer(key).map(said -> flag(key, said)).orElse(otherwise);
  }

  private Optional<String> inServer(String key) {
    SmallRyeConfig all = config.unwrap(SmallRyeConfig.class);
    for (ConfigSource source : all.getConfigSources()) {
      if (!ofCommand(source)) {
        for (String profile : all.getProfiles()) {
          String value = source.getValue("%" + profile + "." + key);
          if (value != null) {
            return Optional.of(value.strip());
          }
        }
        String value = source.getValue(key);
        if (value != null) {
          return Optional.of(value.strip());
        }
      }
    }
    return Optional.empty();
  }

  /** The settings that a command answers otherwise than the server does, as the server has them. */
  public Map<String, String> overruledInCommands() {
    Map<String, String> overruled = new TreeMap<>();
    for (ConfigSource answers : config.getConfigSources()) {
      if (ofCommand(answers)) {
        for (String key : config.getPropertyNames()) {
          String answer = answers.getValue(key);
          if (answer != null) {
            inServer(key)
                .filter(value -> !value.equals(answer))
                .ifPresent(value -> overruled.put(key, value));
          }
        }
      }
    }
    return overruled;
  }

  private static boolean ofCommand(ConfigSource source) {
    return source.getName().startsWith("CommandSource");
  }

  /** A setting as the person who set it wrote it: by the variable's name if it comes from one. */
  public String written(String key) {
    String name = name(key);
    return ofVariable(config.getConfigValue(name)) ? variable(name) : name;
  }

  /** Whether it comes from an environment variable or a {@code .env} file. */
  public static boolean ofVariable(ConfigValue value) {
    return value.getSourceName() != null && value.getSourceName().startsWith("EnvConfigSource");
  }

  /** The environment variable for a setting, as MicroProfile Config derives its name. */
  public static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The environment as named by {@code ONEOFF_ENVIRONMENT}. */
  public Optional<String> environment() {
    return given(OwnSetting.ENVIRONMENT);
  }

  /** The service's name; its local database is named after it. */
  public String serviceName() {
    return text("quarkus.application.name").orElse("app");
  }

  public static boolean harmless(String environment) {
    return HARMLESS.contains(environment);
  }
}
