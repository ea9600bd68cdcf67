package dev.oneoff.admin.ledger;

import dev.oneoff.admin.database.lock.LockKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether a run is alive. Its processes share one lock as long as they live, so that the database
 * itself knows when the last of them is gone, however it went.
 */
public final class RunLocks {

  private RunLocks() {}

  /** What a run's processes share; by {@link LockKey#session()}. */
  public static LockKey key(Connection connection, long id) throws SQLException {
    return LockKey.of(
        "run",
        String.valueOf(connection.getCatalog()),
        String.valueOf(connection.getSchema()),
        Long.toString(id));
  }

  /** Whether any process of this run lives. */
  public static boolean alive(Connection connection, long id) throws SQLException {
    long key = key(connection, id).session();
    try (PreparedStatement query =
        connection.prepareStatement(
            // As pg_locks shows the two halves of a bigint key.
            """
            select exists (select from pg_locks
              where locktype = 'advisory' and objsubid = 1 and granted
                and database = (select oid from pg_database where datname = current_database())
                and classid::bigint = (?::bigint >> 32) & 4294967295 and objid::bigint = ?::bigint & 4294967295)
            """)) {
      query.setLong(1, key);
      query.setLong(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
