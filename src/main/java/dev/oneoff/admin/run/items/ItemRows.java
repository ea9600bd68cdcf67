package dev.oneoff.admin.run.items;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** What the ledger keeps about a run's items in one of its tables, in key order. */
final class ItemRows {

  private final DataSource dataSource;
  private final String kept;
  private final long run;

  /**
   * Rows of a run.
   *
   * @param open the column that is null until something has been done about a row
   */
  ItemRows(DataSource dataSource, String table, String open, long run) {
    this.dataSource = dataSource;
    this.kept = " from " + table + " where run_id = ? and " + open + " is null";
    this.run = run;
  }

  /** Reads one row. */
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  OptionalLong count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement("select count(*)" + kept)) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    }
  }

  <R> List<R> read(Range range, int limit, String columns, Reader<R> reader) throws SQLException {
    List<R> read = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select "
                    + columns
                    + kept
                    + """
                     and (cast(? as text) is null or item_key collate "C" > ?)
                    order by item_key collate "C" limit ?
                    """)) {
      String after = range.after() == null ? null : range.after().text();
      query.setLong(1, run);
      query.setString(2, after);
      query.setString(3, after);
      query.setInt(4, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          read.add(reader.read(rows));
        }
      }
    }
    return read;
  }
}
