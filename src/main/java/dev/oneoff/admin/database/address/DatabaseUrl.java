package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A database's address as a platform provides it in {@code DATABASE_URL}, in the format of the
 * PostgreSQL manual (34.1.1.2, connection URIs): {@code
 * postgres://user:secret@host:5432/name?sslmode=require}, everything percent-encoded. A JDBC URL is
 * accepted as it is. Messages never repeat the address: it contains a secret.
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {

  private static final String JDBC = "jdbc:";
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:/@%]+)(:(?<port>\\d{1,5}))?");

  /**
   * Parses an address.
   *
   * @param key the setting that holds the address, for messages
   */
  public static DatabaseUrl parse(String key, String url) {
    if (url.startsWith(JDBC)) {
      if (!url.startsWith(JDBC + "postgresql:")) {
        throw unusable(key, "it is not a PostgreSQL address");
      }
      requireKnownParameters(key, url);
      return new DatabaseUrl(url, Optional.empty(), Optional.empty());
    }
    String rest = withoutScheme(key, url);
    int query = rest.indexOf('?');
    String parameters = query < 0 ? "" : rest.substring(query + 1);
    // After a database's name it may be part of a value.
    if (query >= 0 && rest.indexOf('@') > query && !rest.substring(0, query).contains("/")) {
      throw unusable(key, "it has a ? before the host; write it as %3F");
    }
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

    Optional<String> port = Optional.empty();
    Map<String, String> given = parameters(key, parameters);
    UrlParameters known = new UrlParameters(key, given.keySet());
    for (Map.Entry<String, String> parameter : given.entrySet()) {
      String value = parameter.getValue();
      switch (parameter.getKey()) {
        case "user" -> user = present(value);
        case "password" -> password = present(value);
        case "dbname" -> name = value;
        case "host" -> hosts = value;
        case "port" -> port = Optional.of(value);
        default -> known.add(parameter.getKey(), value);
      }
    }
    known.end();
    if (name.isEmpty()) {
      // libpq's rule: a database without a name is named after its user.
      name = user.orElseThrow(() -> unusable(key, "it names no database"));
    }
    String jdbcUrl =
        "jdbc:postgresql://"
            + hosts(key, port.isPresent() ? paired(key, hosts, port.get()) : hosts)
            + "/"
            + encode(name)
            + query(known.driver());
    return new DatabaseUrl(jdbcUrl, user, password);
  }

  /**
   * Refuses what the driver would ignore.
   *
   * @param jdbcUrl in the driver's own format
   */
  static void requireKnownParameters(String key, String jdbcUrl) {
    int query = jdbcUrl.indexOf('?');
    if (query >= 0) {
      Map<String, String> given =
          parameters(key, jdbcUrl.substring(query + 1).replaceAll("(^|&)([^=&]+)(?=&|$)", "$1$2="));
      given.forEach(new UrlParameters(key, given.keySet())::addDrivers);
    }
  }

  private static Map<String, String> parameters(String key, String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : text.split("&", 0)) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        if (equals < 1) {
          throw unusable(key, "a parameter after the ? is not NAME=VALUE");
        }
        parameters.put(
            decode(key, parameter.substring(0, equals)),
            decode(key, parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** Starts with ?, if there are any. */
  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
  }

  DatabaseLocation location() {
    return new DatabaseLocation(jdbcUrl, user, password, false);
  }

  /** Shows nothing of it: an address may contain a secret. */
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

  // libpq's rule: a single port is that of all hosts, several belong to one host each.
  private static String paired(String key, String hosts, String ports) {
    String[] host = hosts.split(",", -1);
    String[] port = ports.split(",", -1);
    if (port.length != 1 && port.length != host.length) {
      throw unusable(key, "it has " + host.length + " hosts and " + port.length + " ports");
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < host.length; i++) {
      pairs.add(host[i] + ":" + port[port.length == 1 ? 0 : i]);
    }
    return String.join(",", pairs);
  }

  private static String hosts(String key, String hosts) {
    if (hosts.isEmpty()) {
      throw unusable(key, "it names no host");
    }
    if (hosts.contains("/")) {
      throw unusable(
          key, "Java's driver cannot use a socket in a directory; name a host and a port");
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

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  // A plus sign is literal in this part of a URL, but a space to URLDecoder.
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
