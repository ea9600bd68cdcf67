package dev.oneoff.admin.database.session;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.database.origin.ColumnOrigins;
import dev.oneoff.admin.database.origin.Mask;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.ResultColumn;
import dev.oneoff.admin.database.origin.Selecting;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/**
 * Hands over a result's rows with their values as PostgreSQL writes them; sensitive ones are
 * masked.
 */
public final class SqlValues {

  private final ColumnOrigins origins;

  public SqlValues(Masking masking) {
    this.origins = new ColumnOrigins(masking);
  }

  ColumnOrigins origins() {
    return origins;
  }

  /** How many rows were handed over, and whether there are more. */
  public record Handed(long rows, boolean more) {}

  /**
   * Hands over the rows, up to a maximum.
   *
   * @param statement that they are the result of
   */
  public Handed hand(ResultSet rows, Selecting statement, SqlResult result, long most)
      throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<SqlColumn> columns =
        columns(
            meta,
            origins.of(
                ResultColumn.of(meta.unwrap(PGResultSetMetaData.class)),
                statement,
                rows.getStatement().getConnection()));
    result.columns(columns);
    long count = 0;
    boolean more = rows.next();
    for (; more && count < most; more = rows.next()) {
      List<@Nullable Object> values = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        @Nullable Object value = value(rows, i, meta.getColumnType(i));
        values.add(
            value != null && columns.get(i - 1).masked()
                ? masked(columns.get(i - 1), value)
                : value);
      }
      result.row(values);
      count++;
    }
    return new Handed(count, more);
  }

  private static List<SqlColumn> columns(ResultSetMetaData meta, List<Mask> masks)
      throws SQLException {
    Map<String, Integer> seen = new HashMap<>();
    List<SqlColumn> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String name = meta.getColumnLabel(i);
      int times = seen.merge(name, 1, Integer::sum);
      columns.add(
          new SqlColumn(
              times == 1 ? name : name + "_" + times, meta.getColumnTypeName(i), masks.get(i - 1)));
    }
    return columns;
  }

  // A derived or untraceable value is not searched for in other output.
  private static String masked(SqlColumn column, Object value) {
    if (column.mask() == Mask.COLUMN) {
      Redaction.PROCESS.learn(value);
    }
    return Sensitive.MASK;
  }

  private static @Nullable Object value(ResultSet rows, int column, int type) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return null;
    }
    return switch (type) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE ->
          number(text);
      case Types.BIT, Types.BOOLEAN ->
          text.equals("t") || text.equals("f") ? (Object) text.equals("t") : text;
      default -> text;
    };
  }

  // NaN and Infinity are numbers only to PostgreSQL.
  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
