package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.database.Description;
import dev.oneoff.admin.database.origin.ResultColumn;
import dev.oneoff.admin.database.statement.OneStatement;
import dev.oneoff.admin.database.statement.Placeholders;
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
 * @param origin the table's column that it is, if it is one
 */
record ColumnDescription(String name, String type, ResultColumn origin) {

  /** It is sent alone, so that no parenthesis in it can end anything around it. */
  static List<ColumnDescription> of(String sql, Connection connection) throws SQLException {
    List<ColumnDescription> columns = new ArrayList<>();
    String sent = Placeholders.escape(sql);
    OneStatement.requireAsItIs(connection, sent);
    @Nullable ResultSetMetaData meta = Description.of(sent, connection);
    if (meta == null) {
      return columns;
    }
    List<ResultColumn> origins = ResultColumn.of((PGResultSetMetaData) meta);
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          new ColumnDescription(
              meta.getColumnLabel(i), meta.getColumnTypeName(i), origins.get(i - 1)));
    }
    return columns;
  }
}
