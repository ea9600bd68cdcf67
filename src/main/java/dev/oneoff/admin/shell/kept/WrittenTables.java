package dev.oneoff.admin.shell.kept;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tables whose rows were written in the open transaction; each is looked up once. */
public final class WrittenTables {

  private static final String DIGITS = "extra_float_digits";

  private static final List<String> STYLES =
      List.of(DIGITS, "IntervalStyle", "DateStyle", "lc_monetary", "array_nulls");

  // What sets them, or all of them.
  private static final Pattern NAMED =
      Pattern.compile("(?i)\\b(" + String.join("|", STYLES) + "|reset\\s+all)\\b");
  private static final Pattern SETS = Pattern.compile("(?i)\\b(set|reset|set_config)\\b");

  private final Connection connection;
  private final Map<String, WrittenTable> known = new HashMap<>();

  public WrittenTables(Connection connection) {
    this.connection = connection;
  }

  public void forget() {
    known.clear();
  }

  /** Whether a statement changes how PostgreSQL writes values. */
  public static boolean restyles(String sql) {
    return NAMED.matcher(sql).find() && SETS.matcher(sql).find();
  }

  /** Whether its values were written in full: floating-point numbers can be shortened. */
  public static boolean isWhole(WrittenTable table) {
    return Integer.parseInt(table.styles().getOrDefault(DIGITS, "0")) > 0;
  }

  /** The one whose rows have this type. */
  public WrittenTable of(String oid) throws SQLException {
    WrittenTable table = known.get(oid);
    if (table == null) {
      table = ask(Long.parseLong(oid));
      known.put(oid, table);
    }
    return table;
  }

  private WrittenTable ask(long oid) throws SQLException {
    StringBuilder styles = new StringBuilder();
    STYLES.forEach(
        style -> styles.append(", pg_catalog.current_setting('").append(style).append("')"));
    String sql =
        String.format(
            Locale.ROOT,
            """
            select (select pg_catalog.string_agg(
                pg_catalog.concat_ws(' ', attnum, atttypid, atttypmod), ',' order by attnum)
              from pg_catalog.pg_attribute join pg_catalog.pg_type t on t.typrelid = attrelid
              where t.oid = %d and attnum > 0 and not attisdropped)%s
            """,
            oid,
            styles);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < STYLES.size(); i++) {
        values.put(STYLES.get(i), row.getString(i + 2));
      }
      String columns = row.getString(1);
      return new WrittenTable(String.valueOf(oid), columns == null ? "" : columns, values);
    }
  }
}
