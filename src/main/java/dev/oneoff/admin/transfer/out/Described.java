package dev.oneoff.admin.transfer.out;

import dev.oneoff.admin.database.Description;
import dev.oneoff.admin.database.session.Placeholders;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/**
 * A column of a select, as PostgreSQL describes it before anything is read.
 *
 * @param table where it comes from as it is; empty for what was computed
 */
record Described(String name, String type, String table, String column) {

  /** It is sent alone, so that no parenthesis in it can end anything around it. */
  static List<Described> of(String sql, Connection connection) throws SQLException {
    List<Described> columns = new ArrayList<>();
    @Nullable ResultSetMetaData meta = Description.of(Placeholders.escape(sql), connection);
    if (meta == null) {
      return columns;
    }
    PGResultSetMetaData base = (PGResultSetMetaData) meta;
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          new Described(
              meta.getColumnLabel(i),
              meta.getColumnTypeName(i),
              base.getBaseTableName(i),
              base.getBaseColumnName(i)));
    }
    return columns;
  }
}
