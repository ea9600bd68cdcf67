package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.jdbc.PgConnection;

/**
 * Determines which statements can overwrite many rows. What Hibernate sends for one entity cannot:
 * it names the row by its key, and such a statement costs no more than without a shell.
 */
final class Overwriting {

  private static final int KNOWN = 500;

  private static final Set<String> ALWAYS =
      Set.of("UPDATE", "DELETE", "MERGE", "WITH", "EXPLAIN", "EXECUTE");
  // Within a transaction of the sender's; alone they may end their own.
  private static final Set<String> INSIDE = Set.of("DO", "CALL");

  private static final Pattern ON_CONFLICT = Pattern.compile("(?is).*\\bon\\s+conflict\\b.*");

  private static final Pattern BY_COLUMNS =
      Pattern.compile(
          "(?is)(?:update|delete\\s+from)\\s+([\\w.\"]+)(?:\\s+(?:as\\s+)?\\w+)?"
              + "(?:\\s+set\\s(?!.*\\bfrom\\b).*)?\\s+where\\s+"
              + "((?:[\\w.\"]+\\s*=\\s*\\$\\d+(?:\\s+and\\s+)?)+)\\s*");
  private static final Pattern COLUMN = Pattern.compile("(?:[\\w\"]+\\.)*([\\w\"]+)\\s*=");

  // Without a function call, which may return many.
  private static final Pattern INSERTS_ONE =
      Pattern.compile(
          "(?is)insert\\s+into\\s+([\\w.\"]+)\\s*(?:\\([\\w\\s,.\"]*\\))?\\s*values\\s*\\([^()']*\\)"
              + "(?:\\s*returning[\\w\\s,.*\"]+)?\\s*");

  private static final String PLAIN =
      """
      select exists (select from pg_catalog.pg_class where oid = pg_catalog.to_regclass(?)
        and relkind in ('r', 'p') and not relrowsecurity and not relhasrules)
      """;

  private static final String ONE_ROW =
      """
      select exists (select from pg_catalog.pg_index
            where indrelid = pg_catalog.to_regclass(?) and indisunique and indimmediate
              and indpred is null and indexprs is null
              and not exists (select from pg_catalog.pg_attribute
                where attrelid = indrelid and attnum = any (indkey) and attname <> all (?)))
        and not exists (select from pg_catalog.pg_trigger
            where tgrelid = pg_catalog.to_regclass(?) and not tgisinternal)
        and not exists (select from pg_catalog.pg_constraint
            where confrelid = pg_catalog.to_regclass(?) and contype = 'f'
              and (confdeltype not in ('a', 'r') or confupdtype not in ('a', 'r')))
      """;

  private final Map<String, Boolean> known = new LruMap<>(KNOWN);

  private static Matcher byColumns(String sql) {
    // If a comment could hide something, it is not one.
    return BY_COLUMNS.matcher(sql.contains("--") || sql.contains("/*") ? "" : sql);
  }

  /**
   * Whether it can.
   *
   * @param sql as the driver sends it
   * @param alone whether it is a transaction of its own
   */
  boolean isMany(Connection connection, String sql, boolean alone) throws SQLException {
    String verb = SqlStatement.of(sql).verb();
    if (!ALWAYS.contains(verb)
        && !(INSIDE.contains(verb) && !alone)
        && !(verb.equals("INSERT") && ON_CONFLICT.matcher(sql).matches())) {
      return false;
    }
    Matcher byColumns = byColumns(sql);
    if (!byColumns.matches()) {
      return true;
    }
    return !known(
        connection,
        sql,
        () -> isOneRow(connection, byColumns.group(1), columns(byColumns.group(2))));
  }

  /**
   * Whether it can only write one row, of a table where returning that row has no effect on
   * anything else: policies look at what is read.
   */
  boolean isOneOfPlain(Connection connection, String sql) throws SQLException {
    Matcher inserts = INSERTS_ONE.matcher(sql);
    Matcher byColumns = byColumns(sql);
    if (inserts.matches()) {
      return isPlain(connection, sql, inserts.group(1));
    }
    return byColumns.matches()
        && !isMany(connection, sql, false)
        && isPlain(connection, sql, byColumns.group(1));
  }

  /** Queries the catalogue again next time: it, or the meaning of a name, may have changed. */
  void forget() {
    known.clear();
  }

  private boolean isPlain(Connection connection, String sql, String table) throws SQLException {
    return known(
        connection,
        "plain " + sql,
        () -> {
          try (PreparedStatement query = connection.prepareStatement(PLAIN)) {
            query.setString(1, table);
            return isTrue(query);
          }
        });
  }

  private interface CatalogueQuery {
    boolean isTrue() throws SQLException;
  }

  private boolean known(Connection connection, String what, CatalogueQuery query)
      throws SQLException {
    String path = connection.unwrap(PgConnection.class).getParameterStatus("search_path");
    String key = what + '\n' + path;
    Boolean before = known.get(key);
    if (before != null) {
      return before;
    }
    boolean[] is = new boolean[1];
    WatchedWire.aside(connection, () -> is[0] = query.isTrue());
    known.put(key, is[0]);
    return is[0];
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static String[] columns(String conditions) {
    return COLUMN
        .matcher(conditions)
        .results()
        .map(found -> name(found.group(1)))
        .toArray(String[]::new);
  }

  private static String name(String written) {
    return written.startsWith("\"") ? written.replace("\"", "") : written.toLowerCase(Locale.ROOT);
  }

  private static boolean isOneRow(Connection connection, String table, String... columns)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ONE_ROW)) {
      query.setString(1, table);
      query.setArray(
          2,
          connection.createArrayOf("name", Arrays.copyOf(columns, columns.length, Object[].class)));
      query.setString(3, table);
      query.setString(4, table);
      return isTrue(query);
    }
  }
}
