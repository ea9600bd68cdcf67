package dev.oneoff.admin.database.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The sessions that work under one lock. They share its number with each other and with nobody
 * else: the first one makes sure that nothing is left of another process, or of one's own session
 * that was lost.
 */
final class WorkSessions {

  private static final String JOIN_FIRST =
      """
      select pg_backend_pid(), case when pg_try_advisory_lock(?)
        then case when pg_try_advisory_lock_shared(?) then pg_advisory_unlock(?) end end
      """;

  private static final String ONLY_THESE =
      "select bool_and(pid = any(?)) from pg_locks where " + LockKey.HELD;

  private final long key;
  private final Map<Integer, Connection> open = new HashMap<>();

  WorkSessions(LockKey key) {
    this.key = key.work();
  }

  /** Whether the session may work; it may not as long as another one does that is not ours. */
  synchronized boolean join(Connection connection) throws SQLException {
    for (Iterator<Connection> all = open.values().iterator(); all.hasNext(); ) {
      if (all.next().isClosed()) {
        all.remove();
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(JOIN_FIRST)) {
      statement.setLong(1, key);
      statement.setLong(2, key);
      statement.setLong(3, key);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getBoolean(2) || (onlyOurs(connection) && Sessions.tryShare(connection, key))) {
          open.put(row.getInt(1), connection);
          return true;
        }
        return false;
      }
    }
  }

  private boolean onlyOurs(Connection connection) throws SQLException {
    if (open.isEmpty()) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(ONLY_THESE)) {
      statement.setArray(1, connection.createArrayOf("int4", open.keySet().toArray()));
      statement.setLong(2, key);
      statement.setLong(3, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
