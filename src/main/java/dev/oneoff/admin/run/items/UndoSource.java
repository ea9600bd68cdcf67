package dev.oneoff.admin.run.items;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The rows that a run has changed, as far as they are kept and not put back. */
public final class UndoSource implements ItemSource<KeptRow> {

  private final DataSource dataSource;
  private final long run;

  public UndoSource(DataSource dataSource, long run) {
    this.dataSource = dataSource;
    this.run = run;
  }

  @Override
  public OptionalLong count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from admin_run_undo where run_id = ? and undone_by is null")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    }
  }

  @Override
  public Page<KeptRow> read(Range range, int limit) throws SQLException {
    List<Item<KeptRow>> items = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select item_key, table_name, before::text, after::text from admin_run_undo
                where run_id = ? and undone_by is null and (cast(? as text) is null or item_key collate "C" > ?)
                order by item_key collate "C" limit ?
                """)) {
      String after = range.after() == null ? null : range.after().text();
      query.setLong(1, run);
      query.setString(2, after);
      query.setString(3, after);
      query.setInt(4, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Key key = Key.parse(rows.getString(1));
          items.add(
              new Item<>(
                  key, new KeptRow(rows.getString(2), key, rows.getString(3), rows.getString(4))));
        }
      }
    }
    return Page.of(items, limit);
  }
}
