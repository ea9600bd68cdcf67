package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.address.DatabaseLocation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The environment that a command works in: as {@code ONEOFF_ENVIRONMENT} names it and as the
 * database was stamped. A database copied to another environment still bears the stamp of the
 * first, so anything that writes compares the two beforehand.
 */
public record Environment(Optional<String> named, Optional<String> stamped) {

  private static final String LOCAL = "development";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public static Environment of(Settings settings, DatabaseLocation location, Connection connection)
      throws SQLException {
    Optional<String> named = settings.environment().map(Environment::checkName);
    Optional<String> stamped = readStamp(connection);
    if (named.isEmpty() && stamped.isEmpty() && location.local()) {
      named = Optional.of(LOCAL);
    }
    return new Environment(named, stamped);
  }

  /**
   * Whether something that matters can be lost: in every environment that has a name, except
   * development and test.
   */
  public static boolean matters(Settings settings, DataSource dataSource) throws SQLException {
    Optional<String> name = settings.environment().map(Environment::checkName);
    if (name.isEmpty()) {
      try (Connection connection = dataSource.getConnection()) {
        name = readStamp(connection);
      }
    }
    return name.filter(known -> !Settings.harmless(known)).isPresent();
  }

  /** Read on a direct connection of its own. */
  public static Environment of(Database database) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return of(database, connection);
    }
  }

  public static Environment of(Database database, Connection connection) throws SQLException {
    return of(database.settings(), database.location(), connection);
  }

  /** The name itself, if it is valid. */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw AdminException.configuration(
          "An environment cannot be called '"
              + name
              + "': use lowercase letters, digits and hyphens, as in production.");
    }
    return name;
  }

  /** The name in a database that is written to through its pooler, where it has one. */
  public static String requireForWriting(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return of(database, connection).requireForWriting();
    }
  }

  /** The name, if it is known at all. */
  public Optional<String> name() {
    return named.or(() -> stamped);
  }

  /** The name, for anything that makes changes: both names agree, and there is one. */
  public String requireForWriting() {
    if (named.isPresent() && stamped.isPresent() && !named.equals(stamped)) {
      throw AdminException.refused(
          "ONEOFF_ENVIRONMENT says "
              + named.get()
              + ", but this database belongs to "
              + stamped.get()
              + ". Set the right DATABASE_URL or ONEOFF_ENVIRONMENT; where this is a copy, rename"
              + " it with "
              + Datasource.command(
                  "migrate environment " + named.get() + " --confirm " + stamped.get())
              + ".");
    }
    return name()
        .orElseThrow(
            () ->
                AdminException.configuration(
                    "Nothing says which environment this database belongs to. Set"
                        + " ONEOFF_ENVIRONMENT, for example to staging or production; the first"
                        + " migrate writes it into the database."));
  }

  /** Stamps a database that has no name yet; needs the toolkit's own tables. */
  public static void stamp(Connection connection, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into admin_environment (name) values (?) on conflict do nothing")) {
      insert.setString(1, name);
      insert.executeUpdate();
    }
  }

  /** Renames a stamped database. */
  public static void rename(Connection connection, String from, String to) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update admin_environment set name = ?, stamped_at = current_timestamp where name = ?
            """)) {
      update.setString(1, to);
      update.setString(2, from);
      if (update.executeUpdate() == 0) {
        throw AdminException.refused(
            "The database's environment changed in the meantime; nothing was renamed.");
      }
    }
  }

  // The table does not exist before the first migrate.
  private static Optional<String> readStamp(Connection connection) throws SQLException {
    if (!single(connection, "select to_regclass('admin_environment')::text").isPresent()) {
      return Optional.empty();
    }
    return single(connection, "select name from admin_environment");
  }

  private static Optional<String> single(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      @Nullable String value = rows.next() ? rows.getString(1) : null;
      return Optional.ofNullable(value);
    }
  }
}
