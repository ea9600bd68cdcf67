package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import io.smallrye.config.Expressions;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * A setting that names a database by its address, given as it is or, by the same name and {@code
 * _FILE}, in a file. An address in a variable or in such a file is taken as it stands there: any
 * sign may be a password's. One among the service's settings may refer to others by {@code ${…}},
 * as all of them do.
 */
enum AddressSetting {
  DATABASE("database.url", "DATABASE_URL"),
  /** Past a pooler. */
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
   * An address that was given, and is read and understood once it is needed.
   *
   * @param from the setting, for people
   * @param value what it says: the address, or the file's name
   */
  record Given(String from, String value, boolean inFile, int ordinal) {

    /**
     * @throws AdminException {@code CONFIGURATION} if there is no address, or none that can be used
     */
    DatabaseUrl url() {
      return DatabaseUrl.parse(from, inFile ? SecretFile.read(from, value) : value);
    }
  }

  Optional<Given> in(Settings settings) {
    return in(settings.config()::getConfigValue);
  }

  /**
   * @param settings gives a setting's value, null or without a value where it has none
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
