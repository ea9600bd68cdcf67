package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database's address as a platform gives it in {@code DATABASE_URL}, in the form of PostgreSQL's
 * manual (34.1.1.2, connection URIs): {@code
 * postgres://user:secret@host:5432/name?sslmode=require}, everything percent-encoded. A URL of
 * JDBC's own form is taken as it is. Messages never repeat the address: it holds a secret.
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {

  private static final String JDBC = "jdbc:";
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:/@%]+)(:(?<port>\\d{1,5}))?");

  /**
   * Parameters whose name differs between libpq and the JDBC driver; the others are called the
   * same.
   */
  private static final Map<String, String> NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation",
          "krbsrvname", "kerberosServerName");

  /** What libpq's {@code target_session_attrs} says, in the driver's words. */
  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "primary", "primary",
          "read-write", "primary",
          "standby", "secondary",
          "read-only", "secondary",
          "prefer-standby", "preferSecondary");

  /**
   * Understands an address.
   *
   * @param key the setting that the address was found under, for messages
   */
  public static DatabaseUrl parse(String key, String url) {
    if (url.startsWith(JDBC)) {
      if (!url.startsWith(JDBC + "postgresql:")) {
        throw unusable(key, "it is no PostgreSQL's");
      }
      return new DatabaseUrl(url, Optional.empty(), Optional.empty());
    }
    String rest = withoutScheme(key, url);
    int query = rest.indexOf('?');
    List<String> parameters =
        query < 0 ? List.of() : List.of(rest.substring(query + 1).split("&", 0));
    rest = query < 0 ? rest : rest.substring(0, query);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    if (path.contains("/") || path.contains("@")) {
      throw unusable(key, "its path is not a database's name; write / as %2F and @ as %40");
    }
    String name = decode(key, path);

    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    String hosts = authority.substring(at + 1);
    int colon = login.indexOf(':');
    Optional<String> user = present(decode(key, colon < 0 ? login : login.substring(0, colon)));
    Optional<String> password =
        colon < 0 ? Optional.empty() : present(decode(key, login.substring(colon + 1)));

    List<String> jdbcParameters = new ArrayList<>();
    for (String parameter : parameters) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw unusable(key, "a parameter after the ? is not NAME=VALUE");
      }
      String parameterName = decode(key, parameter.substring(0, equals));
      String value = decode(key, parameter.substring(equals + 1));
      switch (parameterName) {
        case "user" -> user = present(value);
        case "password" -> password = present(value);
        case "target_session_attrs" ->
            jdbcParameters.add("targetServerType=" + serverType(key, value));
        default ->
            jdbcParameters.add(
                NAMES.getOrDefault(parameterName, parameterName) + "=" + encode(value));
      }
    }
    if (name.isEmpty()) {
      // libpq's rule: a database without a name is called as its user.
      name = user.orElseThrow(() -> unusable(key, "it names no database"));
    }
    String jdbcUrl =
        "jdbc:postgresql://"
            + hosts(key, hosts)
            + "/"
            + encode(name)
            + (jdbcParameters.isEmpty() ? "" : "?" + String.join("&", jdbcParameters));
    return new DatabaseUrl(jdbcUrl, user, password);
  }

  DatabaseLocation location() {
    return new DatabaseLocation(jdbcUrl, user, password, false);
  }

  /** Says where, and not who with what. */
  @Override
  public String toString() {
    return "DatabaseUrl";
  }

  private static String withoutScheme(String key, String url) {
    for (String scheme : List.of("postgres://", "postgresql://")) {
      if (url.startsWith(scheme)) {
        return url.substring(scheme.length());
      }
    }
    throw unusable(key, "it starts with neither postgres:// nor postgresql://");
  }

  private static String hosts(String key, String hosts) {
    if (hosts.isEmpty()) {
      throw unusable(key, "it names no host");
    }
    for (String host : hosts.split(",", -1)) {
      Matcher parts = HOST.matcher(host);
      if (!parts.matches()) {
        throw unusable(key, "its host is not HOST, HOST:PORT or [IPV6]:PORT");
      }
      String port = parts.group("port");
      if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
        throw unusable(key, "its port is not between 1 and 65535");
      }
    }
    return hosts;
  }

  private static String serverType(String key, String sessionAttributes) {
    String type = SERVER_TYPES.get(sessionAttributes);
    if (type == null) {
      throw unusable(key, "its target_session_attrs is none that Java's driver knows");
    }
    return type;
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  // A plus sign is itself in this part of a URL, and a blank in URLDecoder's.
  private static String decode(String key, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unusable(
          key, "a % in it is not followed by two hexadecimal digits; write %25 for the character");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static AdminException unusable(String key, String why) {
    return AdminException.configuration(
        key
            + " cannot be used: "
            + why
            + ". It looks like postgres://user:password@host:5432/name.");
  }
}
