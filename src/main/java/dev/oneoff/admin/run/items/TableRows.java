package dev.oneoff.admin.run.items;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Single rows of a table, by keys that are not consecutive. */
public final class TableRows {

  private final DataSource dataSource;
  private final KeyedTable table;

  public TableRows(DataSource dataSource, KeyedTable table) {
    this.dataSource = dataSource;
    this.table = table;
  }

  public void delete(List<Key> keys) throws SQLException {
    String sql =
        "delete from "
            + table.name()
            + " t using "
            + table.keysAsRows()
            + " where "
            + table.matches();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(sql)) {
      table.bind(delete, 1, keys);
      delete.executeUpdate();
    }
  }
}
