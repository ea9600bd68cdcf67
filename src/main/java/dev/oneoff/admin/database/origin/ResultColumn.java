package dev.oneoff.admin.database.origin;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGResultSetMetaData;

/**
 * A column as PostgreSQL describes it.
 *
 * @param schema if it is a plain column of a table; else empty
 * @param column also empty for a whole row
 */
public record ResultColumn(String schema, String table, String column) {

  /** The columns of a result. */
  public static List<ResultColumn> of(PGResultSetMetaData base) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    int count = ((ResultSetMetaData) base).getColumnCount();
    for (int i = 1; i <= count; i++) {
      columns.add(
          new ResultColumn(
              base.getBaseSchemaName(i), base.getBaseTableName(i), base.getBaseColumnName(i)));
    }
    return columns;
  }

  boolean plain() {
    return !table.isEmpty() && !column.isEmpty();
  }

  Relation.Name relation() {
    return new Relation.Name(schema, table);
  }
}
