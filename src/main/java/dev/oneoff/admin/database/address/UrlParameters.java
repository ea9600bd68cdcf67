package dev.oneoff.admin.database.address;

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
 * The parameters allowed after the ? of an address. The driver ignores those it does not know: a
 * misspelt sslmode would connect unencrypted, and another driver's word for the schema would
 * migrate the wrong one. So each name and value is either known here or refused, as libpq would. A
 * value may be a secret and is never repeated.
 */
final class UrlParameters {

  /** libpq's names that the driver spells differently; the others are the same. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation",
          "krbsrvname", "kerberosServerName");

  /** Those whose values the driver spells differently too. */
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

  /**
   * libpq's that are only for tuning; the driver has no equivalent, and nothing breaks without
   * them.
   */
  private static final List<String> LEFT_OUT =
      List.of(
          "fallback_application_name",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "sslcompression",
          "sslsni",
          "tcp_user_timeout");

  /** The driver's own that it accepts but no longer uses. */
  private static final List<String> IGNORED = List.of("loggerLevel", "loggerFile");

  private static final List<String> ENCODINGS = List.of("utf8", "utf-8", "unicode", "auto");

  /** What other drivers call it, and what to do here instead. */
  private static final Map<String, String> ELSEWHERE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    words("Did you mean 'currentSchema'?", "schema", "search_path");
    words("Did you mean 'sslmode'?", "sslaccept", "requiressl", "tls", "useSSL", "encrypt");
    words(
        "Remove it: text is UTF-8 here.", "characterEncoding", "charset", "encoding", "useUnicode");
    words(
        "It is libpq's, and Java's driver cannot do what it asks for.",
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
    words("Remove it: a pooler is detected without it.", "pgbouncer");
    words(
        "Set quarkus.datasource.jdbc.max-size instead.",
        "connection_limit",
        "max_connections",
        "pool",
        "pool_size");
    words("Set quarkus.datasource.jdbc.acquisition-timeout instead.", "pool_timeout");
    words(
        "A server setting is given as options=-c%20NAME%3DVALUE.",
        "idle_in_transaction_session_timeout",
        "lock_timeout",
        "statement_timeout",
        "timezone",
        "work_mem");
  }

  private static final Map<String, String> SSL_MODES =
      Map.of("no-verify", "require", "true", "require", "1", "require", "false", "disable");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,60}");
  private static final Pattern FRACTION = Pattern.compile("\\d{1,6}\\.\\d{1,6}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

  private record Translation(String name, Map<String, String> values) {}

  /** Those that name a third-party class, which is passed all parameters and has its own. */
  private static final List<String> PLUGS =
      List.of(
          PGProperty.SOCKET_FACTORY.getName(),
          PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.getName(),
          PGProperty.SSL_FACTORY.getName(),
          PGProperty.SSL_HOSTNAME_VERIFIER.getName(),
          PGProperty.SSL_PASSWORD_CALLBACK.getName());

  // The effect of misspelling one of these might never be noticed.
  private static final List<String> NEVER_MISSPELT = List.of("sslmode", "currentSchema", "options");

  private final String key;
  private final boolean plugged;
  private final Map<String, String> driver = new LinkedHashMap<>();
  private boolean systemRoots;

  /**
   * @param key the setting that holds the address, for messages
   * @param names all that are given together
   */
  UrlParameters(String key, Collection<String> names) {
    this.key = key;
    this.plugged = names.stream().anyMatch(PLUGS::contains);
  }

  /** In the driver's names, in the order in which they were given. */
  Map<String, String> driver() {
    return driver;
  }

  /** Adds one of libpq's or the driver's own, as in {@code postgres://…}. */
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
      // Java's trust store in place of OpenSSL's for libpq, and never without verifying the host
      // name.
      driver.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      driver.putIfAbsent("sslmode", "verify-full");
      systemRoots = true;
    } else if (!LEFT_OUT.contains(name)) {
      String driverName = RENAMED.getOrDefault(name, name);
      require(name, driverName, value, known());
      driver.put(driverName, value);
    }
  }

  /** Called after the last one. */
  void end() {
    if (systemRoots && !"verify-full".equalsIgnoreCase(driver.get("sslmode"))) {
      throw unusable("sslrootcert=system needs sslmode=verify-full.");
    }
  }

  /** Adds one that is in the driver's own form already, as in {@code jdbc:postgresql://…}. */
  void addDrivers(String name, String value) {
    // A flag without a value is true.
    if (!(value.isEmpty() && isFlag(name))) {
      require(name, name, value, drivers());
    }
    driver.put(name, value);
  }

  private void require(String name, String driverName, String value, Collection<String> known) {
    PGProperty property = PGProperty.forName(driverName);
    if (property == null || driverName.startsWith("PG")) {
      if (plugged && ELSEWHERE.get(name) == null && meant(name, NEVER_MISSPELT).isEmpty()) {
        return;
      }
      throw unknown(name, value, known);
    }
    if (IGNORED.contains(driverName)) {
      return;
    }
    Optional<List<String>> values = values(property);
    if (values.isPresent() && values.get().stream().noneMatch(value::equalsIgnoreCase)) {
      throw unfit(name, value, values.get());
    }
    if (property == PGProperty.LOGIN_TIMEOUT && FRACTION.matcher(value).matches()) {
      return;
    }
    if (values.isEmpty() && number(property) && !WHOLE_NUMBER.matcher(value).matches()) {
      throw unusable("its " + name + " must be a whole number.");
    }
  }

  private static Optional<List<String>> values(PGProperty property) {
    String[] choices = property.getChoices();
    if (choices != null) {
      return Optional.of(List.of(choices));
    }
    String otherwise = String.valueOf(property.getDefaultValue());
    // The driver treats anything but true as false, and then connects unencrypted.
    return property == PGProperty.SSL || otherwise.equals("true") || otherwise.equals("false")
        ? Optional.of(List.of("true", "false"))
        : Optional.empty();
  }

  private static boolean isFlag(String name) {
    PGProperty property = PGProperty.forName(name);
    return property != null
        && values(property).filter(values -> values.equals(List.of("true", "false"))).isPresent();
  }

  private static boolean number(PGProperty property) {
    return property != PGProperty.PROTOCOL_VERSION
        && WHOLE_NUMBER.matcher(String.valueOf(property.getDefaultValue())).matches();
  }

  private AdminException unknown(String name, String value, Collection<String> known) {
    if (!NAME.matcher(name).matches() || value.contains("@")) {
      // It may be part of a password with an unencoded special character.
      return unusable("neither libpq nor Java's driver knows a parameter after the ?.");
    }
    String instead =
        Optional.ofNullable(ELSEWHERE.get(name))
            .or(() -> meant(name, known).map(near -> "Did you mean '" + near + "'?"))
            .orElse("Remove it.");
    return unusable("Java's driver does not know the parameter '" + name + "'. " + instead);
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
            + " must be one of "
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
