package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.address.DatabaseLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Detects a pooler that runs each transaction in a different session, where a session-level lock or
 * setting would be left behind for the next client. A pooler in session mode is harmless.
 */
public final class TransactionPooler {

  private static final int TRIES = 5;

  private TransactionPooler() {}

  /** Whether the connections that need a session go through one. */
  public static boolean changesSessions(Database database) throws SQLException {
    return changesSessions(database::connectDirect);
  }

  /** The same for read-only connections. */
  public static boolean changesReadingSessions(Database database) throws SQLException {
    return changesSessions(database::connectReadOnly);
  }

  /**
   * Refuses what needs a session of its own if it would not get one.
   *
   * @param what would not hold, as in "a lock"
   */
  public static void refuse(Database database, String what) throws SQLException {
    if (changesSessions(database::connectDirect)) {
      throw refusal(database.directLocation(), what, database.settings().directAddress());
    }
  }

  /** The same for read-only connections. */
  public static void refuseReading(Database database, String what) throws SQLException {
    if (changesReadingSessions(database)) {
      Optional<DatabaseLocation> reading = database.readOnlyLocation();
      throw refusal(
          reading.orElseGet(database::directLocation),
          what,
          reading.isPresent() ? "DATABASE_READONLY_URL" : database.settings().directAddress());
    }
  }

  static void refuse(Connection connection, Database database) throws SQLException {
    if (changesSessions(connection, database::connectDirect)) {
      throw refusal(database.directLocation(), "a lock", database.settings().directAddress());
    }
  }

  private static AdminException refusal(DatabaseLocation at, String what, String variable) {
    return AdminException.refused(
        "A pooler in transaction mode is in front of "
            + at
            + "; "
            + what
            + " would not hold there. Set "
            + variable
            + " to the database's own address.");
  }

  private static boolean changesSessions(Supplier<Connection> connect) throws SQLException {
    try (Connection connection = connect.get()) {
      return changesSessions(connection, connect);
    }
  }

  private static boolean changesSessions(Connection connection, Supplier<Connection> connect)
      throws SQLException {
    return Pooler.before(connection) && sessionsChange(connection, connect);
  }

  // Another client's open transaction keeps the session that ours just had, and ours gets another
  // one.
  private static boolean sessionsChange(Connection ours, Supplier<Connection> connect)
      throws SQLException {
    try (Connection other = connect.get()) {
      other.setAutoCommit(false);
      for (int i = 0; i < TRIES; i++) {
        int before = Pooler.backendPid(ours);
        int taken = Pooler.backendPid(other);
        if (taken == before) {
          return true;
        }
        int after = Pooler.backendPid(ours);
        other.rollback();
        if (after != before) {
          return true;
        }
      }
      return false;
    }
  }
}
