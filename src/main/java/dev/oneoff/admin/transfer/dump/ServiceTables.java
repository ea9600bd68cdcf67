package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The service's own tables and sequences according to the catalogue: those in the connection's
 * schema and those that entities use. The changelog's, the toolkit's and extensions' are excluded:
 * a restored copy has its own ledger, environment and changelog, whose lock nobody holds. A
 * partitioned table counts as one.
 */
public final class ServiceTables {

  private final Connection connection;
  private final List<String> schemas = new ArrayList<>();
  private final Set<String> changelog = new TreeSet<>();

  /**
   * Those of a service.
   *
   * @param entityTables as written in statements
   */
  public ServiceTables(Connection connection, Settings settings, Collection<String> entityTables)
      throws SQLException {
    this.connection = connection;
    changelog.add(ToolkitTables.changelog(settings));
    changelog.add(ToolkitTables.changelogLock(settings));
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select distinct nspname from pg_namespace where nspname = current_schema or oid in (
              select relnamespace from pg_class where oid in (
                select to_regclass(name) from unnest(?) as names (name)))
            order by 1
            """)) {
      query.setArray(1, connection.createArrayOf("text", entityTables.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          schemas.add(rows.getString(1));
        }
      }
    }
  }

  /**
   * A table.
   *
   * @param columns those that can be given; not those that the table computes
   * @param rows PostgreSQL's estimate
   * @param leaves what holds its rows: itself or its partitions, by their numbers in the catalogue
   * @param partitioned whether it has partitions
   */
  public record Table(
      String schema,
      String name,
      List<String> columns,
      long rows,
      List<String> leaves,
      boolean partitioned) {

    /** As written in a statement. */
    public String quoted() {
      return Identifier.quoted(schema, name);
    }

    /** The same for reading its rows: without those of tables that inherit from it. */
    public String source() {
      return partitioned ? quoted() : "only " + quoted();
    }

    /** {@code public.customers}. */
    @Override
    public String toString() {
      return schema + "." + name;
    }
  }

  /** The schemas that they are in. */
  List<String> schemas() {
    return List.copyOf(schemas);
  }

  /** Largest first, so that no long one is left for the end. */
  public List<Table> tables() throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select n.nspname, c.relname, c.relkind = 'p',
              array(select attname::text from pg_attribute a where a.attrelid = c.oid
                and attnum > 0 and not attisdropped and attgenerated = '' order by attnum),
              l.leaves::text[], greatest(l.rows, 0)::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join lateral (
                select array_agg(leaf.oid order by leaf.oid) as leaves, sum(leaf.reltuples) as rows
                from pg_class leaf where leaf.oid in (
                  select relid from pg_partition_tree(c.oid) where isleaf union all select c.oid)
              ) as l
            where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
            """
                + own()
                + " order by l.rows desc, 1, 2")) {
      bind(query);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          tables.add(
              new Table(
                  rows.getString(1),
                  rows.getString(2),
                  texts(rows, 4),
                  rows.getLong(6),
                  texts(rows, 5),
                  rows.getBoolean(3)));
        }
      }
    }
    return tables;
  }

  /** By their names in the catalogue. */
  public List<Sequence> sequences() throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't' and not exists (
              select from pg_depend d join pg_class t on t.oid = d.refobjid
              where d.classid = 'pg_class'::regclass and d.objid = c.oid
                and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                and (t.relname ~ ('^' || ? || '$') or t.relname = any (?)))
            """
                + own()
                + " order by 1, 2")) {
      query.setString(1, ToolkitTables.NAMES);
      query.setArray(2, connection.createArrayOf("text", changelog.toArray()));
      bind(query, 3);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          sequences.add(new Sequence(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return sequences;
  }

  /** A sequence, of a column or independent. */
  public record Sequence(String schema, String name) {

    /** As written in a statement. */
    public String quoted() {
      return Identifier.quoted(schema, name);
    }
  }

  private static String own() {
    return """
    and n.nspname = any (?) and c.relname !~ ('^' || ? || '$') and c.relname <> all (?)
    and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass
      and e.objid = c.oid and e.deptype = 'e')
    """;
  }

  private void bind(PreparedStatement query) throws SQLException {
    bind(query, 1);
  }

  private void bind(PreparedStatement query, int from) throws SQLException {
    query.setArray(from, connection.createArrayOf("text", schemas.toArray()));
    query.setString(from + 1, ToolkitTables.NAMES);
    query.setArray(from + 2, connection.createArrayOf("text", changelog.toArray()));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
