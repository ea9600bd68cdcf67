package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import io.smallrye.config.Expressions;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * A setting that holds a database's address, directly or, by the same name with {@code _FILE}, in a
 * file. An address in a variable or in such a file is taken literally: any character may be part of
 * a password. One in the service's configuration may refer to other settings with {@code ${…}}, as
 * all of them do.
 */
enum AddressSetting {
  DATABASE("database.url", "DATABASE_URL"),
  /** Bypasses a pooler. */
  DIRECT("database.direct-url", "DATABASE_DIRECT_URL"),
  /** For a role that cannot write. */
  READ_ONLY("database.readonly-url", "DATABASE_READONLY_URL");

  private final String key;
  private final String variable;

  AddressSetting(String key, String variable) {
    this.key = key;
    this.variable = variable;
  }

  /**
   * An address that was given; it is read and parsed when it is needed.
   *
   * @param from the setting, for people
   * @param value its value: the address, or the file's name
   */
  record Given(String from, String value, boolean inFile, int ordinal) {

    /**
     * @throws AdminException {@code CONFIGURATION} if there is no address, or an unusable one
     */
    DatabaseUrl url() {
      return DatabaseUrl.parse(from, inFile ? SecretFile.read(from, value) : value);
    }
  }

  Optional<Given> in(Settings settings) {
    return in(settings.config()::getConfigValue);
  }

  /**
   * @param settings returns a setting's value, null or without a value if it has none
   */
  Optional<Given> in(Function<String, ? extends @Nullable ConfigValue> settings) {
    Optional<Given> plain = given(settings, key, variable, false);
    Optional<Given> file = given(settings, key + "-file", variable + "_FILE", true);
    if (plain.isPresent() && file.isPresent()) {
      int stronger = Integer.compare(plain.get().ordinal(), file.get().ordinal());
      if (stronger == 0) {
        throw AdminException.configuration(
            variable + " and " + variable + "_FILE are both set. Set one of them.");
      }
      return stronger > 0 ? plain : file;
    }
    return plain.or(() -> file);
  }

  private static Optional<Given> given(
      Function<String, ? extends @Nullable ConfigValue> settings,
      String key,
      String variable,
      boolean inFile) {
    ConfigValue written = Expressions.withoutExpansion(() -> settings.apply(key));
    ConfigValue value = asItStands(written) ? written : settings.apply(key);
    return value == null || value.getValue() == null || value.getValue().isBlank()
        ? Optional.empty()
        : Optional.of(
            new Given(variable, value.getValue().strip(), inFile, value.getSourceOrdinal()));
  }

  private static boolean asItStands(@Nullable ConfigValue value) {
    return value != null && Settings.ofVariable(value);
  }
}
