package dev.oneoff.admin.database.origin;

import java.util.List;
import java.util.Set;

/**
 * Anything that can be selected from.
 *
 * @param stored whether its columns are a table's; a view's can be anything
 * @param definition the query of a materialized view; else empty
 * @param secret those of its columns that are masked
 */
record Relation(boolean stored, String definition, List<String> columns, Set<String> secret) {

  /** By its name in the catalogue. */
  record Name(String schema, String table) {

    boolean ofSystem() {
      return schema.equals("pg_catalog") || schema.equals("information_schema");
    }
  }

  // Every table has them, and the catalogue does not list them with the others.
  private static final Set<String> OF_SYSTEM =
      Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

  /** Whether it had such a column when it was last looked up. */
  boolean knows(String column) {
    return columns.contains(column);
  }

  /** Whether a column is masked; so is one that was added since. */
  boolean masks(String column) {
    return column.equals("*")
        ? !secret.isEmpty()
        : secret.contains(column) || !(knows(column) || OF_SYSTEM.contains(column));
  }
}
