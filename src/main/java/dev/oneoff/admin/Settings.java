package dev.oneoff.admin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The service's settings, read as the server reads them: the same files, profile and variables,
 * without a boot. A value that cannot be used is {@link AdminException.Cause#CONFIGURATION}, by its
 * key and never with the value.
 */
public record Settings(Config config) {

  /** {@code development} and {@code test}: where nothing that matters can be lost. */
  private static final List<String> HARMLESS = List.of("development", "test");

  public Optional<String> text(String key) {
    return value(key, String.class).filter(text -> !text.isBlank());
  }

  public boolean flag(String key, boolean otherwise) {
    return value(key, Boolean.class).orElse(otherwise);
  }

  public List<String> list(String key) {
    return value(key, String[].class).map(List::of).orElse(List.of());
  }

  public <T> Optional<T> value(String key, Class<T> type) {
    try {
      return config.getOptionalValue(key, type);
    } catch (IllegalArgumentException e) {
      throw AdminException.configuration(
          "The value of "
              + key
              + " cannot be used: it is not a valid "
              + type.getSimpleName().toLowerCase(Locale.ROOT)
              + ".",
          e);
    }
  }

  /** A setting as who gave it wrote it: by the variable's name, where a variable says it. */
  public String written(String key) {
    return ofVariable(config.getConfigValue(key)) ? variable(key) : key;
  }

  /** Whether it is an environment variable's, or one's in a {@code .env} file. */
  public static boolean ofVariable(ConfigValue value) {
    return value.getSourceName() != null && value.getSourceName().startsWith("EnvConfigSource");
  }

  /** The variable that gives a setting, as MicroProfile Config forms its name. */
  public static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The environment as {@code ONEOFF_ENVIRONMENT} names it. */
  public Optional<String> environment() {
    return text("oneoff.environment");
  }

  /** The service's name; its local database is named after it. */
  public String serviceName() {
    return text("quarkus.application.name").orElse("app");
  }

  public static boolean harmless(String environment) {
    return HARMLESS.contains(environment);
  }
}
