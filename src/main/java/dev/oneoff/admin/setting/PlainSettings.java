package dev.oneoff.admin.setting;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which settings may be shown. A setting that is not known to be plain is secret: those of Quarkus
 * and of the toolkit are plain unless their name suggests a secret, those of the service are secret
 * unless {@code oneoff.config.plain} names them.
 */
public final class PlainSettings {

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "secrets",
          "token",
          "credential",
          "credentials",
          "key",
          "keys",
          "apikey",
          "auth",
          "authorization",
          "private",
          "salt",
          "pin",
          "cookie",
          "cert",
          "certificate",
          "dsn",
          "webhook",
          "signature",
          "headers",
          "header");

  // Their values are free-form.
  private static final Pattern FREE =
      Pattern.compile(
          "quarkus\\.(datasource\\.(\"[^\"]+\"\\.|[^.\"]+\\.)?jdbc\\.additional-jdbc-properties|rest-client)\\..*");

  private static final Set<String> PLAIN_DESPITE_THEIR_WORDS =
      Set.of("quarkus.http.auth.proactive");

  // Up to the last @: a password may contain one, or an unencoded /.
  private static final Pattern LOGIN = Pattern.compile("(?<=//)[^\\s?]+@");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)([?&;][^=&;]*(?:password|secret|token|key)[^=&;]*=)[^&;]*");

  private final List<Pattern> plain;

  /** With those that the service names in its settings. */
  public static PlainSettings of(Settings settings) {
    return new PlainSettings(settings.namesIn(OwnSetting.CONFIG_PLAIN));
  }

  PlainSettings(List<String> patterns) {
    this.plain =
        patterns.stream()
            .map(
                pattern -> Pattern.compile(Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q")))
            .toList();
  }

  /** Whether a setting's value must not be shown. */
  public boolean secret(String name) {
    if (plain.stream().anyMatch(pattern -> pattern.matcher(name).matches())
        || PLAIN_DESPITE_THEIR_WORDS.contains(name)) {
      return false;
    }
    boolean ours = name.startsWith("quarkus.") || name.startsWith("oneoff.");
    return !ours || FREE.matcher(name).matches() || speaksOfASecret(name);
  }

  private static boolean speaksOfASecret(String name) {
    for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (SECRET_WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** A plain text with logins and secrets removed from the addresses in it. */
  static String withoutLogin(String text) {
    return SECRET_PARAMETER.matcher(LOGIN.matcher(text).replaceAll("***@")).replaceAll("$1***");
  }
}
