package dev.oneoff.admin.entity;

import java.util.Optional;

/**
 * What the mapping knows of a column.
 *
 * @param path HQL's way to the attribute
 * @param writable whether Hibernate writes the column through this attribute
 */
record MappedAttribute(
    String path,
    boolean writable,
    Optional<Class<?>> javaType,
    Optional<TableColumn.Reference> reference) {

  /** Of two attributes over one column the one that writes it. */
  MappedAttribute with(MappedAttribute other) {
    return writable || !other.writable ? this : other;
  }
}
