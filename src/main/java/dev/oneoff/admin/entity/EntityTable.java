package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/**
 * An entity's own tables with all their columns, according to the mapping and the database: one
 * table, except for secondary tables and joined inheritance.
 *
 * @param parts the table that contains all the entities comes first
 * @param condition distinguishes its rows, by a column of the first table, from those of other
 *     entities there; empty if there are none
 */
public record EntityTable(EntityMappingType entity, List<Part> parts, Optional<String> condition) {

  /**
   * One of the tables.
   *
   * @param name as written in a statement, quoted if necessary
   * @param key the columns that join it to the first, by their names in the catalogue, in the order
   *     of the first's
   * @param optional whether an entity may have no row in it
   * @param columns all that the table has, mapped or not, in its order
   */
  public record Part(String name, List<String> key, boolean optional, List<TableColumn> columns) {}

  /**
   * Reads the mapping, and the catalogue once. Columns of subclasses and superclasses are included.
   *
   * @throws AdminException {@code USAGE} for an entity without a table of its own, {@code REFUSED}
   *     if the database has no such table
   */
  public static EntityTable of(EntityMappingType entity, Connection connection)
      throws SQLException {
    MappedTables mapped = MappedTables.of(entity);
    Masking masking = SensitiveMapping.of(entity.getEntityPersister().getFactory());
    List<Part> parts = new ArrayList<>();
    for (MappedTables.Table table : mapped.tables()) {
      parts.add(part(table, mapped.columns(table), masking, connection));
    }
    return new EntityTable(entity, List.copyOf(parts), DiscriminatorCondition.of(entity));
  }

  private static Part part(
      MappedTables.Table table,
      Map<String, MappedAttribute> mapped,
      Masking masking,
      Connection connection)
      throws SQLException {
    @Nullable String name = null;
    List<TableColumn> columns = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select attrelid::regclass::text, attname, format_type(atttypid, atttypmod),
              not attnotnull, attidentity = 'a', attidentity <> '', attgenerated <> '', atthasdef, relname
            from pg_attribute join pg_class on pg_class.oid = attrelid where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
            order by attnum
            """)) {
      query.setString(1, table.expression());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          name = rows.getString(1);
          columns.add(TableColumn.of(name, rows, mapped.get(rows.getString(2)), masking));
        }
      }
    }
    if (name == null) {
      throw AdminException.refused(
          "The database has no table "
              + table.expression()
              + ", or this role may not see its schema. 'migrate status' says whether migrations"
              + " are missing.");
    }
    return new Part(name, table.key(), table.optional(), List.copyOf(columns));
  }

  /** The first table's name, as written in a statement. */
  public String name() {
    return parts.get(0).name();
  }

  /** Whether a single table has all of it. */
  public boolean single() {
    return parts.size() == 1;
  }

  /** Of all tables; of those after the first without the join columns. */
  public List<TableColumn> columns() {
    List<TableColumn> all = new ArrayList<>(parts.get(0).columns());
    for (Part part : parts.subList(1, parts.size())) {
      part.columns().stream()
          .filter(column -> !part.key().contains(column.name()))
          .forEach(all::add);
    }
    return all;
  }

  /** The columns that identify the first table's rows. */
  public List<String> key() {
    return parts.get(0).key();
  }

  /** Its columns whose values are masked. */
  public Stream<TableColumn> sensitive() {
    return columns().stream().filter(TableColumn::sensitive);
  }
}
