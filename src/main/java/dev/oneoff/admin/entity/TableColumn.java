package dev.oneoff.admin.entity;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.origin.Masking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/**
 * A column of an entity's table.
 *
 * @param table as written in a statement
 * @param name as in the catalogue, without quotes
 * @param type in PostgreSQL's words: {@code numeric(12,2)}
 * @param making where its value comes from if it is not given
 * @param hasDefault whether it has a default, an identity or an expression
 * @param sensitive whether its values are masked
 * @param path the attribute's path in HQL, {@code place.street}; empty if it is not mapped
 * @param javaType the attribute's, if it is a single value
 * @param reference what it refers to, if it is the key of another entity
 */
public record TableColumn(
    String table,
    String name,
    String type,
    boolean nullable,
    Making making,
    boolean hasDefault,
    boolean sensitive,
    Optional<String> path,
    Optional<Class<?>> javaType,
    Optional<Reference> reference) {

  /** Where a value comes from. */
  public enum Making {
    /** Given by whoever writes the row, or there is a default. */
    GIVEN,
    /** From the identity's sequence, unless it is given. */
    IDENTITY,
    /** From the identity's sequence; giving it requires {@code overriding system value}. */
    IDENTITY_ALWAYS,
    /** By an expression; it cannot be given. */
    GENERATED
  }

  /**
   * The key of another entity, or a part of it.
   *
   * @param column the one in the other's table, by its name in the catalogue
   */
  public record Reference(EntityMappingType entity, String column) {}

  static TableColumn of(
      String table, ResultSet row, @Nullable MappedAttribute attribute, Masking masking)
      throws SQLException {
    String name = row.getString(2);
    Making making = Making.GIVEN;
    if (row.getBoolean(7)) {
      making = Making.GENERATED;
    } else if (row.getBoolean(6)) {
      making = row.getBoolean(5) ? Making.IDENTITY_ALWAYS : Making.IDENTITY;
    }
    return new TableColumn(
        table,
        name,
        row.getString(3),
        row.getBoolean(4),
        making,
        row.getBoolean(8) || making != Making.GIVEN,
        masking.masks(row.getString(9), name),
        Optional.ofNullable(attribute).map(MappedAttribute::path),
        Optional.ofNullable(attribute).flatMap(MappedAttribute::javaType),
        Optional.ofNullable(attribute).flatMap(MappedAttribute::reference));
  }

  /** The name as written in a statement. */
  public String quoted() {
    return Identifier.quoted(name);
  }
}
