package dev.oneoff.admin.ledger;

import dev.oneoff.admin.database.lock.LockKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether a run is alive. Its processes share one lock as long as they live, so that the database
 * itself knows when the last of them is gone, however it ended. Each chunk of the run has a lock of
 * its own.
 */
public final class RunLocks {

  private RunLocks() {}

  /** Shared by a run's processes; use its {@link LockKey#session()}. */
  public static LockKey key(Connection connection, long id) throws SQLException {
    return LockKey.of(
        "run",
        String.valueOf(connection.getCatalog()),
        String.valueOf(connection.getSchema()),
        Long.toString(id));
  }

  /**
   * A chunk's key: {@link LockKey#session()} for its holder, {@link LockKey#work()} for the
   * transaction that works on it.
   */
  public static LockKey chunk(Connection connection, long id, int chunk) throws SQLException {
    return LockKey.of(
        "run chunk",
        String.valueOf(connection.getCatalog()),
        String.valueOf(connection.getSchema()),
        Long.toString(id),
        Integer.toString(chunk));
  }

  /** Whether any process of this run is alive. */
  public static boolean alive(Connection connection, long id) throws SQLException {
    long key = key(connection, id).session();
    return ask(
        connection, "select exists (select from pg_locks where " + LockKey.HELD + ")", key, key);
  }

  /** Counts as a process of this run until the session ends. */
  public static void share(Connection connection, long id) throws SQLException {
    ask(connection, "select pg_try_advisory_lock_shared(?)", key(connection, id).session());
  }

  /** Takes a chunk for this session, unless another one has it. */
  public static boolean tryChunk(Connection connection, long id, int chunk) throws SQLException {
    return ask(
        connection, "select pg_try_advisory_lock(?)", chunk(connection, id, chunk).session());
  }

  public static void releaseChunk(Connection connection, long id, int chunk) throws SQLException {
    ask(connection, "select pg_advisory_unlock(?)", chunk(connection, id, chunk).session());
  }

  /**
   * Marks the open transaction as the one that works on a chunk; waits for a previous one that is
   * ending.
   */
  public static void work(Connection connection, LockKey chunk) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, chunk.work());
      statement.execute();
    }
  }

  /**
   * Ends the session still working on a chunk for a process that is frozen or cut off by the
   * network: its transaction would keep the items locked.
   */
  public static void endWork(Connection connection, LockKey chunk) throws SQLException {
    ask(
        connection,
        "select pg_terminate_backend(pid) from pg_locks where " + LockKey.HELD,
        chunk.work(),
        chunk.work());
  }

  /** Releases all locks of this session: its end alone would be noticed a moment later. */
  public static void releaseAll(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_unlock_all()")) {
      statement.execute();
    }
  }

  private static boolean ask(Connection connection, String query, long... keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < keys.length; i++) {
        statement.setLong(i + 1, keys[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
