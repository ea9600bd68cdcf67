package dev.oneoff.it;

import java.sql.SQLException;

/** All tables of a database with their columns and rows; of the toolkit's own only the columns. */
final class Fingerprint {

  private Fingerprint() {}

  /** Equal for the same tables with the same rows; a line for each table. */
  static String of(JarPostgres.Database database) throws SQLException {
    return database.query(
        """
        select string_agg(format('%I.%I (%s): %s', t.table_schema, t.table_name, columns,
            case when t.table_name like 'admin\\_%' then 'its rows change' else md5(rows::text) end), E'\\n'
            order by t.table_schema, t.table_name)
        from information_schema.tables t,
          lateral (select string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) columns
            from information_schema.columns c
            where c.table_schema = t.table_schema and c.table_name = t.table_name) c,
          lateral (select query_to_xml(format('select r::text from %I.%I r order by 1', t.table_schema, t.table_name),
            true, false, '') rows) r
        where t.table_schema not in ('pg_catalog', 'information_schema')
        """);
  }
}
