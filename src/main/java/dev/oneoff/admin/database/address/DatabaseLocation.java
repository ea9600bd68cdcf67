package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where a database is and how to log in. Its text is safe to show. */
public record DatabaseLocation(
    String jdbcUrl, Optional<String> user, Optional<String> password, boolean local) {

  /** The driver takes a login in the address for part of the host's name, and would show it. */
  public DatabaseLocation {
    if (jdbcUrl.matches("jdbc:[^/]*//[^/?]*@.*")) {
      throw AdminException.configuration(
          "A JDBC URL cannot have a login before the host. Give the user and password in"
              + " DATABASE_URL, in the form postgres://user:password@host:5432/name, or in"
              + " Quarkus's own settings.");
    }
  }

  /** {@code localhost:5432}; several, separated by commas, if the driver has a choice. */
  public String host() {
    Properties parts = parts();
    String[] hosts = PGProperty.PG_HOST.getOrDefault(parts).split(",", -1);
    String[] ports = PGProperty.PG_PORT.getOrDefault(parts).split(",", -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      text.append(i == 0 ? "" : ",")
          .append(hosts[i])
          .append(':')
          .append(ports[Math.min(i, ports.length - 1)]);
    }
    return text.toString();
  }

  public String name() {
    return String.valueOf(PGProperty.PG_DBNAME.getOrDefault(parts()));
  }

  /** What the address says besides host, port and name: {@code sslmode}. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    int query = jdbcUrl.indexOf('?');
    Properties parts = parts();
    if (query >= 0) {
      for (String name : parts.stringPropertyNames()) {
        if (jdbcUrl.substring(query).matches(".*[?&]" + name + "([=&].*)?")) {
          parameters.put(name, parts.getProperty(name));
        }
      }
    }
    return parameters;
  }

  /** The same with additional driver parameters. */
  DatabaseLocation with(Map<String, String> parameters) {
    return new DatabaseLocation(
        jdbcUrl
            + DatabaseUrl.query(parameters).replaceFirst("^\\?", jdbcUrl.contains("?") ? "&" : "?"),
        user,
        password,
        local);
  }

  @Override
  public String toString() {
    return name() + " on " + host();
  }

  private Properties parts() {
    Properties parts = Driver.parseURL(jdbcUrl, new Properties());
    if (parts == null) {
      throw AdminException.configuration(
          "The database's JDBC URL cannot be used. It looks like"
              + " jdbc:postgresql://host:5432/name.");
    }
    return parts;
  }
}
