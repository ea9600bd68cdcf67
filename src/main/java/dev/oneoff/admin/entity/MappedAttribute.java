package dev.oneoff.admin.entity;

import java.util.Optional;

/**
 * What the mapping knows about a column.
 *
 * @param path the attribute's path in HQL
 * @param writable whether Hibernate writes the column through this attribute
 */
record MappedAttribute(
    String path,
    boolean writable,
    Optional<Class<?>> javaType,
    Optional<TableColumn.Reference> reference) {

  /** Of two attributes mapped to one column, the one that writes it. */
  MappedAttribute with(MappedAttribute other) {
    return writable || !other.writable ? this : other;
  }
}
