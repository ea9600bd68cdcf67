package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.ServerSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A session that reads what an export wrote, and the only one that does in this database. */
final class RestoreSession {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "timezone", "UTC",
          "datestyle", "ISO, YMD",
          "statement_timeout", "0",
          "idle_in_transaction_session_timeout", "0",
          // Or a policy would hide rows from the counts.
          "row_security", "off",
          "client_connection_check_interval", "1s");

  /** "oneoff", then "restore". */
  private static final String LOCK = "select pg_try_advisory_lock(1869504870, 1919251316)";

  private RestoreSession() {}

  /** Past a pooler, for the lock; not in autocommit. */
  static Connection open(Database database) throws SQLException {
    Connection connection = database.connectDirect();
    try {
      ServerSettings.ofSession(connection, SETTINGS);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(LOCK)) {
        row.next();
        if (!row.getBoolean(1)) {
          throw AdminException.busy("Another process restores into this database now.");
        }
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
