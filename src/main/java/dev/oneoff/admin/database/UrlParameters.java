package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/**
 * What may stand behind the ? of an address. The driver passes over what it does not know: who
 * misspells sslmode would connect in the clear, and who takes another driver's word for the schema
 * would migrate the wrong one. So each name and value is known here, or refused as libpq refuses
 * it. A value may be a secret and is never repeated.
 */
final class UrlParameters {

  /** libpq's names that the driver spells otherwise; all others of its own are the same. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation",
          "krbsrvname", "kerberosServerName");

  /** Those whose values the driver spells otherwise too. */
  private static final Map<String, Translation> TRANSLATED =
      Map.of(
          "target_session_attrs",
          new Translation(
              "targetServerType",
              Map.of(
                  "any", "any",
                  "primary", "primary",
                  "read-write", "primary",
                  "standby", "secondary",
                  "read-only", "secondary",
                  "prefer-standby", "preferSecondary")),
          "load_balance_hosts",
          new Translation("loadBalanceHosts", Map.of("disable", "false", "random", "true")),
          "keepalives",
          new Translation("tcpKeepAlive", Map.of("0", "false", "1", "true")));

  /** libpq's that only tune; the driver has nothing like them, and nothing goes wrong without. */
  private static final List<String> LEFT_OUT =
      List.of(
          "fallback_application_name",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "sslcompression",
          "sslsni",
          "tcp_user_timeout");

  private static final List<String> ENCODINGS = List.of("utf8", "utf-8", "unicode", "auto");

  /** What other drivers call it, and what to do here instead. */
  private static final Map<String, String> ELSEWHERE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    words("Did you mean 'currentSchema'?", "schema", "search_path");
    words("Did you mean 'sslmode'?", "sslaccept", "requiressl", "tls", "useSSL", "encrypt");
    words(
        "Take it away: text is UTF-8 here.",
        "characterEncoding",
        "charset",
        "encoding",
        "useUnicode");
    words(
        "It is libpq's, and Java's driver can't do what it asks for.",
        "gssdelegation",
        "hostaddr",
        "max_protocol_version",
        "min_protocol_version",
        "passfile",
        "require_auth",
        "requirepeer",
        "servicefile",
        "ssl_max_protocol_version",
        "ssl_min_protocol_version",
        "sslcertmode",
        "sslcrl",
        "sslcrldir",
        "sslkeylogfile");
    words("Take it away: a pooler is noticed without it.", "pgbouncer");
    words(
        "Set quarkus.datasource.jdbc.max-size instead.",
        "connection_limit",
        "max_connections",
        "pool",
        "pool_size");
    words("Set quarkus.datasource.jdbc.acquisition-timeout instead.", "pool_timeout");
    words(
        "A setting of the server's is given by options=-c%20NAME%3DVALUE.",
        "idle_in_transaction_session_timeout",
        "lock_timeout",
        "statement_timeout",
        "timezone",
        "work_mem");
  }

  private static final Map<String, String> SSL_MODES =
      Map.of("no-verify", "require", "true", "require", "1", "require", "false", "disable");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,60}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

  private record Translation(String name, Map<String, String> values) {}

  private final String key;
  private final Map<String, String> driver = new LinkedHashMap<>();
  private boolean systemRoots;

  /**
   * @param key the setting that the address was found under, for messages
   */
  UrlParameters(String key) {
    this.key = key;
  }

  /** In the driver's names, in the order in which they were given. */
  Map<String, String> driver() {
    return driver;
  }

  /** Takes one of libpq's or of the driver's, as {@code postgres://…} has them. */
  void add(String name, String value) {
    Translation translation = TRANSLATED.get(name);
    if (translation != null) {
      String translated = translation.values().get(value);
      if (translated == null) {
        throw unfit(name, value, translation.values().keySet().stream().sorted().toList());
      }
      driver.put(translation.name(), translated);
    } else if (name.equals("client_encoding")) {
      if (!ENCODINGS.contains(value.toLowerCase(Locale.ROOT))) {
        throw unusable("its client_encoding is not UTF8, which Java's driver needs.");
      }
    } else if (name.equals("sslrootcert") && value.equals("system")) {
      // What Java trusts, as what OpenSSL trusts for libpq, and never without looking at the name.
      driver.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      driver.putIfAbsent("sslmode", "verify-full");
      systemRoots = true;
    } else if (!LEFT_OUT.contains(name)) {
      String driverName = RENAMED.getOrDefault(name, name);
      require(name, driverName, value, known());
      driver.put(driverName, value);
    }
  }

  /** When all are there. */
  void end() {
    if (systemRoots && !"verify-full".equalsIgnoreCase(driver.get("sslmode"))) {
      throw unusable("sslrootcert=system needs sslmode=verify-full.");
    }
  }

  /** Takes one that is in the driver's own form already, as {@code jdbc:postgresql://…} has it. */
  void addDrivers(String name, String value) {
    // ssl alone is the driver's verify-full.
    if (!(name.equals(PGProperty.SSL.getName()) && value.isEmpty())) {
      require(name, name, value, drivers());
    }
    driver.put(name, value);
  }

  private void require(String name, String driverName, String value, Collection<String> known) {
    PGProperty property = PGProperty.forName(driverName);
    if (property == null || driverName.startsWith("PG")) {
      throw unknown(name, value, known);
    }
    Optional<List<String>> values = values(property);
    if (values.isPresent() && values.get().stream().noneMatch(value::equalsIgnoreCase)) {
      throw unfit(name, value, values.get());
    }
    if (values.isEmpty() && number(property) && !WHOLE_NUMBER.matcher(value).matches()) {
      throw unusable("its " + name + " is not a whole number.");
    }
  }

  private static Optional<List<String>> values(PGProperty property) {
    String[] choices = property.getChoices();
    if (choices != null) {
      return Optional.of(List.of(choices));
    }
    String otherwise = String.valueOf(property.getDefaultValue());
    // The driver takes whatever is not true for false, and connects in the clear then.
    return property == PGProperty.SSL || otherwise.equals("true") || otherwise.equals("false")
        ? Optional.of(List.of("true", "false"))
        : Optional.empty();
  }

  private static boolean number(PGProperty property) {
    return property != PGProperty.PROTOCOL_VERSION
        && WHOLE_NUMBER.matcher(String.valueOf(property.getDefaultValue())).matches();
  }

  private AdminException unknown(String name, String value, Collection<String> known) {
    if (!NAME.matcher(name).matches() || value.contains("@")) {
      // It may be a part of a password with a sign that is not encoded.
      return unusable("a parameter after the ? is none that libpq or Java's driver knows.");
    }
    String instead =
        Optional.ofNullable(ELSEWHERE.get(name))
            .or(() -> meant(name, known).map(near -> "Did you mean '" + near + "'?"))
            .orElse("Take it away.");
    return unusable("its parameter '" + name + "' is none that Java's driver knows. " + instead);
  }

  private static Optional<String> meant(String name, Collection<String> known) {
    String letters = letters(name);
    return known.stream()
        .filter(candidate -> letters(candidate).equals(letters))
        .findFirst()
        .or(() -> Suggestion.of(name, known));
  }

  private static String letters(String name) {
    return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
  }

  private AdminException unfit(String name, String value, List<String> values) {
    Optional<String> meant =
        name.equals("sslmode") && SSL_MODES.containsKey(value)
            ? Optional.ofNullable(SSL_MODES.get(value))
            : Suggestion.of(value, values);
    return unusable(
        "its "
            + name
            + " is none of "
            + String.join(", ", values)
            + "."
            + meant.map(near -> " Did you mean '" + near + "'?").orElse(""));
  }

  private AdminException unusable(String why) {
    return AdminException.configuration(key + " cannot be used: " + why);
  }

  private static Collection<String> drivers() {
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(PGProperty.values())
        .map(PGProperty::getName)
        .filter(name -> !name.startsWith("PG"))
        .forEach(names::add);
    return names;
  }

  private static Collection<String> known() {
    Collection<String> names = drivers();
    names.addAll(RENAMED.keySet());
    names.addAll(TRANSLATED.keySet());
    names.addAll(LEFT_OUT);
    names.removeAll(RENAMED.values());
    TRANSLATED.values().forEach(translation -> names.remove(translation.name()));
    return names;
  }

  private static void words(String instead, String... names) {
    for (String name : names) {
      ELSEWHERE.put(name, instead);
    }
  }
}
