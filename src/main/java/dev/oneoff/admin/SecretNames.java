package dev.oneoff.admin;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Names that suggest a secret: of columns (mapped or not), attributes, and PostgreSQL settings. A
 * service adds names of its own, takes some out, or does without the built-in ones, by its
 * settings.
 */
public final class SecretNames {

  /**
   * A name that a value goes by.
   *
   * @param table what it is in: a table or a class; empty if nobody knows
   */
  public record Name(String table, String column) {}

  private static final Pattern TELLING =
      Pattern.compile(
          "passwd|password|passphrase|secret(?!ar[iy])|token(?!i[sz])|credential"
              + "|(api|private|access|signing|encryption)[_.-]?key");

  // Too short, or too common as a part of other words, to be looked for inside them. A key is
  // secret only if its name says what for: most keys find a row.
  private static final Pattern TELLING_WORD =
      Pattern.compile(
          "(^|_)(hash(es)?|salts?|pwd?|passcode|user_pass|psk|key_material"
              + "|(secret|master|shared|session|reset|recovery|activation|confirmation|verification"
              + "|invitation|login|licen[cs]e|webhook|auth|jwt|oauth|decryption|crypto|symmetric"
              + "|hmac|aes|rsa|ssh|pgp|gpg|ssl|tls)_?keys?)(_|$)");

  // A language model's tokens: how many there are.
  private static final Pattern COUNTED =
      Pattern.compile(
          "(total|max|min|num|prompt|completion|input|output|cached|used|remaining)[_.-]?tokens");

  // Hashes of what is no secret.
  private static final Pattern CHECKSUM =
      Pattern.compile(
          "(content|file|commit|git|tree|blob|image|photo|body|payload|request|response|query"
              + "|schema|row|record|data|block|tx|txn|transaction|page|url|uri|path|title|text"
              + "|message|event|document|object|chunk|asset|arguments|build|version|revision|config"
              + "|template|md5|sha\\d*|crc|perceptual)_hash(es)?"
              + "|hash_(code|tags?|key|bucket|partition|slot|index)");

  // Words for something about the secret, not the secret itself.
  private static final Pattern ABOUT =
      Pattern.compile(
          "(is|has|needs|must|no)_.*|tokens_(per|used)_.*|.*_(at|on|by|id|name|prefix|type|kind"
              + "|count|status|date|changed|change|updated|created|expires|expiry|expired|expiration|length|size|version"
              + "|required|enabled|active|revoked|verified|valid|encryption|algorithm|method"
              + "|iterations|rounds|cost|strength|policy|scopes?|issuer|provider|ttl|lifetime|usage"
              + "|used|limit|tries|attempts)");

  private static final Pattern CONNECTION = Pattern.compile("(?is).*(conninfo|passphrase).*");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}*]+");
  private static final Pattern EDGES = Pattern.compile("^_|_$");

  // It is called for each column of each statement.
  private static volatile @Nullable SecretNames ofProcess;

  private final boolean builtIn;
  private final List<Entry> secret;
  private final List<Entry> plain;

  private SecretNames(boolean builtIn, List<Entry> secret, List<Entry> plain) {
    this.builtIn = builtIn;
    this.secret = secret;
    this.plain = plain;
  }

  /**
   * With the names that the settings add and take out.
   *
   * @throws AdminException {@code CONFIGURATION} if one of them is no name of a column
   */
  static SecretNames of(Settings settings) {
    return new SecretNames(
        settings.is(OwnSetting.MASK_BY_NAME),
        Entry.read(OwnSetting.MASKED_COLUMNS, settings),
        Entry.read(OwnSetting.PLAIN_COLUMNS, settings));
  }

  private static SecretNames ofProcess() {
    SecretNames known = ofProcess;
    if (known == null) {
      known = of(new Settings(ConfigProvider.getConfig()));
      ofProcess = known;
    }
    return known;
  }

  /** Whether a table's column, or a class's attribute, is masked even if it is not marked. */
  public static boolean column(String table, String column) {
    return value(List.of(new Name(table, column)));
  }

  /** Whether a value is masked that goes by several names: those of its attribute and column. */
  public static boolean value(Collection<Name> names) {
    return ofProcess().masks(names);
  }

  /** Whether a column of this name is masked in some table. */
  public static boolean anywhere(String column) {
    return ofProcess().masksAnywhere(column);
  }

  /** Whether the settings say themselves that a column is secret. */
  public static boolean listed(String table, String column) {
    return ofProcess().lists(new Name(table, column));
  }

  boolean masks(Collection<Name> names) {
    return names.stream().anyMatch(this::isSecret) && names.stream().noneMatch(this::frees);
  }

  boolean masksAnywhere(String column) {
    return (secret.stream().anyMatch(entry -> entry.of(column)) || guesses(column))
        && plain.stream().noneMatch(entry -> entry.everywhere() && entry.of(column));
  }

  boolean lists(Name name) {
    return secret.stream().anyMatch(entry -> entry.matches(name)) && !frees(name);
  }

  private boolean isSecret(Name name) {
    return secret.stream().anyMatch(entry -> entry.matches(name)) || guesses(name.column());
  }

  private boolean frees(Name name) {
    return plain.stream().anyMatch(entry -> entry.matches(name));
  }

  private boolean guesses(String name) {
    return builtIn && suggests(name);
  }

  /** Whether a name suggests a secret by itself, whatever the settings say. */
  public static boolean suggests(String name) {
    String words = snake(name);
    return (tells(words) || TELLING_WORD.matcher(CHECKSUM.matcher(words).replaceAll("")).find())
        && !ABOUT.matcher(words).matches();
  }

  // doorCode, door_code and "Door Code" are the same.
  private static String snake(String name) {
    return EDGES
        .matcher(BETWEEN_WORDS.matcher(HUMP.matcher(name).replaceAll("_")).replaceAll("_"))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether a text names a PostgreSQL setting that holds a secret. */
  public static boolean setting(String text) {
    return tells(text.toLowerCase(Locale.ROOT).replace("password_encryption", ""))
        || CONNECTION.matcher(text).matches();
  }

  private static boolean tells(String words) {
    return TELLING.matcher(COUNTED.matcher(words).replaceAll("")).find();
  }

  /** One name in a setting, in which a star stands for any characters. */
  private record Entry(Optional<Pattern> table, Pattern column) {

    static List<Entry> read(OwnSetting<String[]> setting, Settings settings) {
      return settings.namesIn(setting).stream()
          .map(written -> of(written.strip(), setting.key(), settings))
          .toList();
    }

    private static Entry of(String written, String key, Settings settings) {
      String[] parts = written.split("\\.", -1);
      if (parts.length > 2 || Stream.of(parts).anyMatch(part -> snake(part).isEmpty())) {
        throw AdminException.configuration(
            settings.written(key)
                + " cannot be used: '"
                + written
                + "' is neither a column nor, as table.column, one of a certain table.",
            null);
      }
      return new Entry(
          parts.length == 2 ? Optional.of(pattern(parts[0])) : Optional.empty(),
          pattern(parts[parts.length - 1]));
    }

    private static Pattern pattern(String written) {
      return Pattern.compile(snake(written).replace("*", ".*"));
    }

    boolean everywhere() {
      return table.isEmpty();
    }

    boolean of(String name) {
      return column.matcher(snake(name)).matches();
    }

    boolean matches(Name name) {
      return table.map(in -> in.matcher(snake(name.table())).matches()).orElse(true)
          && of(name.column());
    }
  }
}
