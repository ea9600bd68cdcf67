package dev.oneoff.admin;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

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
              + type.getSimpleName().toLowerCase(java.util.Locale.ROOT)
              + ".",
          e);
    }
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
