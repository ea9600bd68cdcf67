package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Notices a pooler that gives each transaction another session, where a session's lock would stay
 * behind with whoever comes next. A pooler makes up the pid that the driver is told at the start;
 * one in session mode is harmless.
 */
public final class Pooling {

  private static final int TRIES = 5;

  private Pooling() {}

  /** Whether the way to the database that sessions need leads through one. */
  public static boolean changesSessions(Database database) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return changesSessions(connection, database);
    }
  }

  static void refuse(Connection connection, Database database) throws SQLException {
    if (changesSessions(connection, database)) {
      throw AdminException.refused(
          "A pooler in transaction mode stands before "
              + database.location()
              + "; a lock would not hold there. Set DATABASE_DIRECT_URL to the database's own address.");
    }
  }

  private static boolean changesSessions(Connection connection, Database database)
      throws SQLException {
    int told = connection.unwrap(PGConnection.class).getBackendPID();
    return told != backendPid(connection) && sessionsChange(connection, database);
  }

  // Another client's open transaction keeps the session that ours just had, and ours gets another
  // one.
  private static boolean sessionsChange(Connection ours, Database database) throws SQLException {
    try (Connection other = database.connectDirect()) {
      other.setAutoCommit(false);
      for (int i = 0; i < TRIES; i++) {
        int before = backendPid(ours);
        int taken = backendPid(other);
        if (taken == before) {
          return true;
        }
        int after = backendPid(ours);
        other.rollback();
        if (after != before) {
          return true;
        }
      }
      return false;
    }
  }

  static int backendPid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
