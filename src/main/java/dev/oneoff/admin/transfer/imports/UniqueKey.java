package dev.oneoff.admin.transfer.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that identify a table's rows.
 *
 * @param columns by their names in the catalogue
 */
public record UniqueKey(boolean primary, List<String> columns) {

  /**
   * The keys of a table that apply to all of its rows, the primary first.
   *
   * @param table as written in a statement
   */
  public static List<UniqueKey> of(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select i.indisprimary, array_agg(a.attname::text order by k.n)
            from pg_index i
              cross join lateral unnest(i.indkey::int2[]) with ordinality k (attnum, n)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = to_regclass(?) and i.indisunique and i.indisvalid and i.indimmediate
              and i.indpred is null and i.indexprs is null and k.n <= i.indnkeyatts
            group by i.indexrelid, i.indisprimary order by i.indisprimary desc, i.indexrelid
            """)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        List<UniqueKey> keys = new ArrayList<>();
        while (rows.next()) {
          keys.add(
              new UniqueKey(rows.getBoolean(1), List.of((String[]) rows.getArray(2).getArray())));
        }
        return keys;
      }
    }
  }
}
