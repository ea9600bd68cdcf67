package dev.oneoff.admin.migrate.diff;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.catalogue.ToolkitTables;
import dev.oneoff.admin.database.pool.Pools;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Compares the service's entities with the existing tables; changes nothing. Lengths and precisions
 * are not compared, and a column that is stricter about null than its entity is not a difference:
 * where a mapping says nothing there is a default, and the schema decides.
 */
@Dependent
@Unremovable
class SchemaDiff {

  private final MappedColumns mapped;
  private final DataSource dataSource;
  private final Settings settings;
  private final List<Difference> differences = new ArrayList<>();

  @Inject
  SchemaDiff(MappedColumns mapped, Config config) {
    this(mapped, Pools.administered(), config);
  }

  SchemaDiff(MappedColumns mapped, DataSource dataSource, Config config) {
    this.mapped = mapped;
    this.dataSource = dataSource;
    this.settings = new Settings(config);
  }

  /** What differs. */
  enum Kind {
    MISSING_TABLE,
    EXTRA_TABLE,
    MISSING_COLUMN,
    EXTRA_COLUMN,
    DIFFERENT_TYPE,
    DIFFERENT_NULLABILITY;

    /** The schema lacks what an entity needs. */
    boolean missing() {
      return this == MISSING_TABLE || this == MISSING_COLUMN;
    }

    /** The schema has what no entity needs. */
    boolean extra() {
      return this == EXTRA_TABLE || this == EXTRA_COLUMN;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A difference between an entity and its table; column and sides are null if there are none. */
  record Difference(
      String table,
      @Nullable String column,
      Kind kind,
      @Nullable String entities,
      @Nullable String database) {}

  private record Found(String type, long oid, boolean nullable) {}

  /** All differences; an empty list if there are none. */
  List<Difference> find() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return find(connection);
    }
  }

  List<Difference> find(Connection connection) throws SQLException {
    differences.clear();
    Map<String, Map<String, MappedColumns.Column>> tables = mapped.byTable();
    for (Map.Entry<String, Map<String, MappedColumns.Column>> table : tables.entrySet()) {
      Map<String, Found> found = columns(connection, table.getKey());
      if (found.isEmpty()) {
        differences.add(new Difference(table.getKey(), null, Kind.MISSING_TABLE, null, null));
      } else {
        compare(connection, table.getKey(), table.getValue(), found);
      }
    }
    for (String extra : extraTables(connection, tables.keySet())) {
      differences.add(new Difference(extra, null, Kind.EXTRA_TABLE, null, null));
    }
    return List.copyOf(differences);
  }

  private void compare(
      Connection connection,
      String table,
      Map<String, MappedColumns.Column> columns,
      Map<String, Found> found)
      throws SQLException {
    for (MappedColumns.Column column : columns.values()) {
      Found there = found.remove(column.name());
      if (there == null) {
        add(table, column.name(), Kind.MISSING_COLUMN, column.type(), null);
        continue;
      }
      if (!sameType(connection, column.type(), there)) {
        add(table, column.name(), Kind.DIFFERENT_TYPE, column.type(), there.type());
      }
      if (!column.nullable() && there.nullable()) {
        add(table, column.name(), Kind.DIFFERENT_NULLABILITY, "not null", "null");
      }
    }
    found.forEach((name, there) -> add(table, name, Kind.EXTRA_COLUMN, null, there.type()));
  }

  private void add(
      String table,
      String column,
      Kind kind,
      @Nullable String entities,
      @Nullable String database) {
    differences.add(new Difference(table, column, kind, entities, database));
  }

  // By PostgreSQL's own reading of the name, so that all synonyms are the same; all text types are
  // one to JDBC.
  private static boolean sameType(Connection connection, String type, Found there)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select t.oid = ? or (t.oid in ('text'::regtype, 'varchar'::regtype)
              and ?::oid in ('text'::regtype, 'varchar'::regtype))
            from (select to_regtype(?)::oid as oid) t
            """)) {
      query.setLong(1, there.oid());
      query.setLong(2, there.oid());
      query.setString(3, type);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Map<String, Found> columns(Connection connection, String table)
      throws SQLException {
    Map<String, Found> columns = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select a.attname, format_type(a.atttypid, a.atttypmod),
              coalesce(nullif(t.typbasetype, 0), t.oid), not a.attnotnull
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.put(
              rows.getString(1), new Found(rows.getString(2), rows.getLong(3), rows.getBoolean(4)));
        }
      }
    }
    return columns;
  }

  // An extension's tables and a table's partitions are not tables in their own right.
  private Set<String> extraTables(Connection connection, Set<String> mappedTables)
      throws SQLException {
    List<String> ours =
        List.of(ToolkitTables.changelog(settings), ToolkitTables.changelogLock(settings));
    Set<String> extra = new TreeSet<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "select c.oid::regclass::text from pg_class c where c.oid = to_regclass(?)");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text, c.relname
                from pg_class c
                where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                  and c.relkind in ('r', 'p') and not c.relispartition
                  and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                  and
                """
                    + ToolkitTables.NOT_OURS)) {
      while (rows.next()) {
        if (!ours.contains(rows.getString(2).toLowerCase(Locale.ROOT))) {
          extra.add(rows.getString(1));
        }
      }
      for (String table : mappedTables) {
        query.setString(1, table);
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            extra.remove(row.getString(1));
          }
        }
      }
    }
    return extra;
  }
}
