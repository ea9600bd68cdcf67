package dev.oneoff.admin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Names that suggest a secret: of columns (mapped or not), attributes, and PostgreSQL settings. A
 * service that uses such a word for something else says so in {@value #KEY}.
 */
public final class SecretNames {

  /** The setting that names the columns and attributes that are not secret. */
  public static final String KEY = "oneoff.plain-columns";

  private static final Pattern SECRET =
      Pattern.compile(
          "passwd|password|passphrase|secret(?!ar[iy])|token(?!i[sz])|credential"
              + "|(api|private|access|signing|encryption)[_.-]?key");

  // A language model's tokens: how many there are.
  private static final Pattern COUNTED =
      Pattern.compile(
          "(total|max|min|prompt|completion|input|output|cached|used|remaining)[_.-]?tokens");

  // Words for something about the secret, not the secret itself.
  private static final Pattern ABOUT =
      Pattern.compile(
          "(is|has|needs|must|no)_.*|.*_(at|on|id|type|kind|count|status|date|changed|updated"
              + "|created|expires|expiry|expired|expiration|length|required|enabled|encryption|used"
              + "|limit|tries|attempts)");

  private static final Pattern CONNECTION = Pattern.compile("(?is).*(conninfo|passphrase).*");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  // It is called for each column of each statement.
  private static final class Plain {
    private static final Set<String> NAMES =
        new Settings(ConfigProvider.getConfig())
            .list(KEY).stream().map(SecretNames::snake).collect(Collectors.toUnmodifiableSet());
  }

  private SecretNames() {}

  /** Whether a column or an attribute with this name is masked even if it is not marked. */
  public static boolean column(String name) {
    String snake = snake(name);
    return secret(snake) && !ABOUT.matcher(snake).matches() && !Plain.NAMES.contains(snake);
  }

  /** Whether a text names a PostgreSQL setting that holds a secret. */
  public static boolean setting(String text) {
    return secret(text.toLowerCase(Locale.ROOT).replace("password_encryption", ""))
        || CONNECTION.matcher(text).matches();
  }

  private static boolean secret(String name) {
    return SECRET.matcher(COUNTED.matcher(name).replaceAll("")).find();
  }

  // apiKey and api_key are the same.
  private static String snake(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
