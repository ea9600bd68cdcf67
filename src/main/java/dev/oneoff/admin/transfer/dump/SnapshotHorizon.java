package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.transfer.dump.ServiceTables.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The oldest transaction that a snapshot saw running, or the first after it: anything older had
 * ended before.
 */
record SnapshotHorizon(long xmin) {

  /** Transaction numbers on rows have 32 bits; this far back they can be told apart. */
  private static final long REACH = 1L << 31;

  static SnapshotHorizon of(Connection connection) throws SQLException {
    return new SnapshotHorizon(
        number(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"));
  }

  /**
   * Whether a table's rows in this session's snapshot are exactly those of this earlier moment.
   * They are if there are as many, and each was written by a transaction that had ended by then: a
   * row deleted since is missing from the count, one changed or added is younger. Any doubt, such
   * as a transaction that was running at that moment, counts as a change.
   */
  boolean unchanged(Table table, long rows, Connection connection) throws SQLException {
    long now = number(connection, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    if (now - xmin >= REACH) {
      return false;
    }
    String xid = "'" + Long.toUnsignedString(xmin & 0xFFFFFFFFL) + "'::xid";
    return number(
            connection,
            "select case when count(*) filter (where age(xmin) <= age("
                + xid
                + ")) = 0 then count(*) else -1 end from "
                + table.source())
        == rows;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
