package dev.oneoff.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a database holds, schema and rows, in a form that two can be compared by. */
final class DatabaseState {

  private static final String OURS =
      "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'";

  private static final String SCHEMA =
      """
      select format('column %%s.%%I', c.oid::regclass, a.attname),
          format('%%s %%s %%s', format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and %1$s
      union all
      select format('index %%s', i.indexrelid::regclass), format('%%s %%s', pg_get_indexdef(i.indexrelid), i.indisvalid)
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where %1$s
      union all
      select format('constraint %%s on %%s', k.conname, k.conrelid::regclass),
          format('%%s %%s', pg_get_constraintdef(k.oid), k.convalidated)
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace where %1$s
      union all
      select format('trigger %%s on %%s', t.tgname, t.tgrelid::regclass), pg_get_triggerdef(t.oid)
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not t.tgisinternal and %1$s
      union all
      select format('function %%s', p.oid::regprocedure), md5(p.prosrc)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where %1$s
      union all
      select format('other %%s', c.oid::regclass), c.relkind::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('S', 'v', 'm') and %1$s
      """
          .formatted(OURS);

  private DatabaseState() {}

  /**
   * Reads it.
   *
   * @param ignored "table" or "table.column", whose values may differ, each a regular expression
   */
  static Map<String, String> of(JarPostgres.Database database, List<String> ignored)
      throws SQLException {
    Map<String, String> state = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(SCHEMA)) {
        while (rows.next()) {
          state.put(rows.getString(1), rows.getString(2));
        }
      }
      for (String table : tables(statement)) {
        if (ignored.stream().noneMatch(table::matches)) {
          state.put("rows of " + table, rows(statement, table, ignored));
        }
      }
    }
    return state;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    return list(
        statement,
        "select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind = 'r' and "
            + OURS);
  }

  private static String rows(Statement statement, String table, List<String> ignored)
      throws SQLException {
    List<String> columns =
        list(
            statement,
            "select attname from pg_attribute where attnum > 0 and not attisdropped and attrelid ="
                + " '"
                + table.replace("'", "''")
                + "'::regclass");
    columns.removeIf(
        column -> ignored.stream().noneMatch(such -> (table + "." + column).matches(such)));
    return String.join(
        "\n",
        list(
            statement,
            "select (to_jsonb(t) - '{"
                + String.join(",", columns)
                + "}'::text[])::text from "
                + table
                + " t order by 1"));
  }

  private static List<String> list(Statement statement, String sql) throws SQLException {
    List<String> list = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        list.add(rows.getString(1));
      }
    }
    return list;
  }
}
