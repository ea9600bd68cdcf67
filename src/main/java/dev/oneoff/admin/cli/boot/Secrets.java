package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.database.sensitive.SensitiveFields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Determines which of this process's settings and of the service's columns are secret, when first
 * needed.
 */
final class Secrets {

  // Up to the last @ before the path, as an address is parsed.
  private static final Pattern LOGIN = Pattern.compile("//[^:/@\\s]*:([^@\\s]+(?:@[^/@\\s]+)*)@");

  // A word that people choose for a local database of their own occurs in half of all messages.
  private static final Pattern TOLD_APART = Pattern.compile("(?s)(?=.*[^a-z]).{8,}|.{20,}");

  // The location of a secret is not a secret.
  private static final Pattern PLACE = Pattern.compile("(?i).*[._-](file|path|dir|url)");

  private Secrets() {}

  /** Nothing is read before there is something to say. */
  static void areKept() {
    Redaction.PROCESS.learnLater(() -> ofSettings(ConfigProvider.getConfig(), System.getenv()));
    Redaction.PROCESS.sensitive(sensitive());
  }

  private static Predicate<String> sensitive() {
    Supplier<Optional<SensitiveFields>> fields = new Once();
    return column -> fields.get().map(known -> known.anywhere(column)).orElse(true);
  }

  static List<String> ofSettings(Config config, Map<String, String> variables) {
    List<String> secrets = new ArrayList<>();
    variables.forEach((name, value) -> add(name, value, secrets));
    for (String name : config.getPropertyNames()) {
      if (SecretNames.setting(name) || name.contains("url")) {
        add(name, value(config, name), secrets);
      }
    }
    return secrets;
  }

  // If it cannot be read, that is no reason to withhold a message about something else.
  private static @Nullable String value(Config config, String name) {
    try {
      return config.getConfigValue(name).getValue();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static void add(String name, @Nullable String value, List<String> secrets) {
    if (value == null) {
      return;
    }
    Matcher login = LOGIN.matcher(value);
    while (login.find()) {
      secrets.add(login.group(1));
      decoded(login.group(1)).ifPresent(secrets::add);
    }
    if (SecretNames.setting(name) && !PLACE.matcher(name).matches()) {
      secrets.add(value);
    }
    secrets.removeIf(secret -> !TOLD_APART.matcher(secret).matches());
  }

  // A percent sign may be literal there.
  private static Optional<String> decoded(String written) {
    try {
      return Optional.of(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Read once; if no list was written, nothing is known. */
  private static final class Once implements Supplier<Optional<SensitiveFields>> {

    private Optional<SensitiveFields> known = Optional.empty();
    private boolean asked;

    @Override
    public synchronized Optional<SensitiveFields> get() {
      if (!asked) {
        asked = true;
        known = read();
      }
      return known;
    }

    private static Optional<SensitiveFields> read() {
      try {
        return Optional.of(SensitiveFields.read().loaded());
      } catch (RuntimeException e) {
        return Optional.empty();
      }
    }
  }
}
