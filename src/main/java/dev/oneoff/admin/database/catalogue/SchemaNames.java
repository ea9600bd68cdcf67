package dev.oneoff.admin.database.catalogue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names in a database, quoted where necessary.
 *
 * @param columns by table, each with the values that it can have if those are few
 */
public record SchemaNames(
    Map<String, Map<String, List<String>>> columns,
    List<String> schemas,
    List<String> functions,
    List<Key> keys) {

  static final SchemaNames NONE = new SchemaNames(Map.of(), List.of(), List.of(), List.of());

  /** A foreign key: the columns of its table match those of its target, in order. */
  public record Key(String table, List<String> columns, String target, List<String> targets) {}

  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");

  private static final String COLUMNS =
      """
      select c.oid::regclass::text, quote_ident(a.attname),
        (select string_agg(quote_literal(enumlabel), ' ' order by enumsortorder)
          from pg_enum where enumtypid = a.atttypid),
        (select min(pg_get_constraintdef(k.oid)) from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_get_constraintdef(k.oid) like '% = ANY (%')
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped
        and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      order by 1, a.attnum
      """;

  private static final String SCHEMAS =
      """
      select quote_ident(nspname) from pg_namespace
      where nspname !~ '^pg_(toast|temp)' and has_schema_privilege(oid, 'usage') order by 1
      """;

  // Without functions that implement operators, types, indexes and triggers, which nobody calls.
  private static final String FUNCTIONS =
      """
      select distinct quote_ident(proname) from pg_proc p
      where prokind in ('f', 'a', 'w') and proname !~ '^(_|RI_FKey|pg_stat_get|binary_upgrade)'
        and prorettype <> all ('{trigger,event_trigger,internal,language_handler,fdw_handler,index_am_handler,table_am_handler,tsm_handler,cstring}'::regtype[])
        and not proargtypes::oid[] && '{internal,cstring}'::regtype[]::oid[]
        and not exists (select from pg_operator where oprcode = p.oid)
        and not exists (select from pg_amproc where amproc = p.oid)
        and not exists (select from pg_cast where castfunc = p.oid)
        and not exists (select from pg_aggregate where p.oid in (aggtransfn, aggfinalfn))
      order by 1
      """;

  private static final String KEYS =
      """
      select conrelid::regclass::text, confrelid::regclass::text,
        (select array_agg(quote_ident(attname) order by n) from unnest(conkey) with ordinality k (attnum, n)
          join pg_attribute a using (attnum) where a.attrelid = conrelid),
        (select array_agg(quote_ident(attname) order by n) from unnest(confkey) with ordinality k (attnum, n)
          join pg_attribute a using (attnum) where a.attrelid = confrelid)
      from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, conname
      """;

  private interface Reading {
    void read(ResultSet row) throws SQLException;
  }

  static SchemaNames read(Connection connection) throws SQLException {
    Map<String, Map<String, List<String>>> columns = new TreeMap<>();
    each(
        connection,
        COLUMNS,
        row ->
            columns
                .computeIfAbsent(row.getString(1), table -> new LinkedHashMap<>())
                .put(row.getString(2), texts(row.getString(3) + " " + row.getString(4))));
    List<String> schemas = new ArrayList<>();
    each(connection, SCHEMAS, row -> schemas.add(row.getString(1)));
    List<String> functions = new ArrayList<>();
    each(connection, FUNCTIONS, row -> functions.add(row.getString(1)));
    List<Key> keys = new ArrayList<>();
    each(
        connection,
        KEYS,
        row ->
            keys.add(
                new Key(row.getString(1), strings(row, 3), row.getString(2), strings(row, 4))));
    return new SchemaNames(columns, schemas, functions, keys);
  }

  private static void each(Connection connection, String sql, Reading reading) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reading.read(rows);
      }
    }
  }

  private static List<String> strings(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  // The labels of an enumeration, or the values that a check constraint compares with.
  private static List<String> texts(String words) {
    return TEXT.matcher(words).results().map(match -> match.group()).distinct().toList();
  }
}
