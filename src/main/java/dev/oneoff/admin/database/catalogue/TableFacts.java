package dev.oneoff.admin.database.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What PostgreSQL's catalogue knows about tables. Every role may read it. */
public final class TableFacts {

  /**
   * A table.
   *
   * @param kind a table, or something that is read like one
   * @param rows PostgreSQL's estimate; unknown before the first analyze
   * @param bytes including its indexes and TOAST data
   * @param readable whether this role may read it
   */
  public record Table(String kind, OptionalLong rows, long bytes, boolean readable) {}

  /** A column: its type in PostgreSQL's words. */
  public record Column(String type, boolean nullable, Optional<String> otherwise) {}

  /** A constraint or an index, by its definition. */
  public record Rule(String name, String kind, String definition) {}

  private final Connection connection;

  public TableFacts(Connection connection) {
    this.connection = connection;
  }

  /** Empty if there is no such table. A partitioned table counts all its partitions. */
  public Optional<Table> table(String table) throws SQLException {
    return query(
            """
            select case relkind when 'v' then 'view' when 'm' then 'materialized view'
                when 'f' then 'foreign table' when 'p' then 'partitioned table' else 'table' end as kind,
              (select case when min(c.reltuples) < 0 then null else sum(c.reltuples) end::bigint
                from pg_class c where c.oid = any (leaves) and c.relkind in ('r', 'm')) as rows,
              (select coalesce(sum(pg_total_relation_size(leaf)), 0) from unnest(leaves) leaf) as bytes,
              has_table_privilege(oid, 'select') as readable
            from (
              select t.oid, t.relkind, array(select relid::oid from pg_partition_tree(t.oid)
                union select t.oid) as leaves
              from pg_class t where t.oid = to_regclass(?)) as found
            """,
            table,
            row -> {
              long rows = row.getLong("rows");
              OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
              return new Table(
                  row.getString("kind"), known, row.getLong("bytes"), row.getBoolean("readable"));
            })
        .stream()
        .findFirst();
  }

  /** By their names in the catalogue. */
  public Map<String, Column> columns(String table) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    query(
        """
        select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
          pg_get_expr(d.adbin, d.adrelid)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """,
        table,
        row ->
            columns.put(
                row.getString(1),
                new Column(
                    row.getString(2), !row.getBoolean(3), Optional.ofNullable(row.getString(4)))));
    return columns;
  }

  public List<Rule> constraints(String table) throws SQLException {
    return query(
        """
        select conname, case contype when 'p' then 'primary key' when 'u' then 'unique'
          when 'f' then 'foreign key' when 'c' then 'check' when 'x' then 'exclusion'
          when 'n' then 'not null' else 'trigger' end, pg_get_constraintdef(oid)
        from pg_constraint where conrelid = to_regclass(?) and contype <> 'n'
        order by array_position('{p,u,f,c}'::"char"[], contype), conname
        """,
        table,
        row -> new Rule(row.getString(1), row.getString(2), row.getString(3)));
  }

  /** Including those that belong to a constraint. */
  public List<Rule> indexes(String table) throws SQLException {
    return query(
        """
        select i.indexrelid::regclass::text,
          case when not i.indisvalid then 'invalid' when i.indisunique then 'unique' else 'index' end,
          regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE .* USING ', '')
        from pg_index i where i.indrelid = to_regclass(?) order by 1
        """,
        table,
        row -> new Rule(row.getString(1), row.getString(2), row.getString(3)));
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, String table, Reading<T> reading) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
    }
    return found;
  }
}
