package dev.oneoff.admin.ledger;

import dev.oneoff.admin.database.lock.LockKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether a run is alive: each of its processes shares a session advisory lock, which the server
 * frees when the process is gone, however that went.
 */
public final class RunLocks {

  private RunLocks() {}

  /** What the processes of a run share; the number within this database and schema. */
  public static long key(Connection connection, long run) throws SQLException {
    return LockKey.of("run", connection.getCatalog(), connection.getSchema(), Long.toString(run))
        .session();
  }

  /** What the one worker of a chunk holds. */
  public static long chunkKey(Connection connection, long run, int chunk) throws SQLException {
    return LockKey.of(
            "run",
            connection.getCatalog(),
            connection.getSchema(),
            Long.toString(run),
            Integer.toString(chunk))
        .session();
  }

  /** Shares the lock of a run until the session ends. */
  public static boolean share(Connection connection, long run) throws SQLException {
    return call(connection, "pg_try_advisory_lock_shared", key(connection, run));
  }

  /** Stops sharing it. */
  public static void unshare(Connection connection, long run) throws SQLException {
    call(connection, "pg_advisory_unlock_shared", key(connection, run));
  }

  public static boolean tryChunk(Connection connection, long run, int chunk) throws SQLException {
    return call(connection, "pg_try_advisory_lock", chunkKey(connection, run, chunk));
  }

  public static void releaseChunk(Connection connection, long run, int chunk) throws SQLException {
    call(connection, "pg_advisory_unlock", chunkKey(connection, run, chunk));
  }

  /** Whether a process of the run lives; the caller's own session does not share its lock. */
  public static boolean alive(Connection connection, long run) throws SQLException {
    long key = key(connection, run);
    boolean nobody = call(connection, "pg_try_advisory_lock", key);
    if (nobody) {
      call(connection, "pg_advisory_unlock", key);
    }
    return !nobody;
  }

  private static boolean call(Connection connection, String function, long key)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select " + function + "(?)")) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
