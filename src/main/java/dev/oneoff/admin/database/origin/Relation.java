package dev.oneoff.admin.database.origin;

import java.util.List;
import java.util.Set;

/**
 * What can be selected from.
 *
 * @param stored whether its columns are columns of a table; a view's are anything
 * @param definition of a materialized view, what it holds; else empty
 * @param secret those of its columns that are masked
 */
record Relation(boolean stored, String definition, List<String> columns, Set<String> secret) {

  /** By its name in the catalogue. */
  record Name(String schema, String table) {

    boolean ofSystem() {
      return schema.equals("pg_catalog") || schema.equals("information_schema");
    }
  }

  boolean masks(String column) {
    return column.equals("*") ? !secret.isEmpty() : secret.contains(column);
  }
}
