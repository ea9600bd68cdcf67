package dev.oneoff.admin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Names that say that what they name is a secret: of columns, whether a mapping knows them or not,
 * of attributes, and of settings of PostgreSQL's. A service that uses such a word otherwise says so
 * in {@value #KEY}.
 */
public final class SecretNames {

  /** The key of the columns and attributes that are none, by their names. */
  public static final String KEY = "oneoff.plain-columns";

  private static final Pattern SECRET =
      Pattern.compile(
          "passwd|password|passphrase|secret(?!ar[iy])|token(?!i[sz])|credential"
              + "|(api|private|access|signing|encryption)[_.-]?key");

  // Of a language model, how many there are.
  private static final Pattern COUNTED =
      Pattern.compile(
          "(total|max|min|prompt|completion|input|output|cached|used|remaining)[_.-]?tokens");

  // What is about it, and not the secret itself.
  private static final Pattern ABOUT =
      Pattern.compile(
          "(is|has|needs|must|no)_.*|.*_(at|on|id|type|kind|count|status|date|changed|updated"
              + "|created|expires|expiry|expired|expiration|length|required|enabled|encryption|used"
              + "|limit|tries|attempts)");

  private static final Pattern CONNECTION = Pattern.compile("(?is).*(conninfo|passphrase).*");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  // It is asked for each column of each statement.
  private static final class Plain {
    private static final Set<String> NAMES =
        new Settings(ConfigProvider.getConfig())
            .list(KEY).stream().map(SecretNames::snake).collect(Collectors.toUnmodifiableSet());
  }

  private SecretNames() {}

  /** Whether a column or an attribute of this name is masked, though nobody marked it. */
  public static boolean column(String name) {
    String snake = snake(name);
    return secret(snake) && !ABOUT.matcher(snake).matches() && !Plain.NAMES.contains(snake);
  }

  /** Whether a text names a setting of PostgreSQL's that holds a secret. */
  public static boolean setting(String text) {
    return secret(text.toLowerCase(Locale.ROOT).replace("password_encryption", ""))
        || CONNECTION.matcher(text).matches();
  }

  private static boolean secret(String name) {
    return SECRET.matcher(COUNTED.matcher(name).replaceAll("")).find();
  }

  // apiKey and api_key are one.
  private static String snake(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
