package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.database.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A constraint of a table.
 *
 * @param table as written in a statement: the one that the constraint itself belongs to
 * @param name as in the catalogue
 */
record TableConstraint(String table, String name) {

  private static final String NOT_VALIDATED =
      """
      select format('%I.%I', n.nspname, c.relname), k.conname
      from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class r on r.oid = coalesce(pg_partition_root(k.conrelid), k.conrelid)
        join pg_namespace rn on rn.oid = r.relnamespace
      where k.contype in ('f', 'c', 'n') and not k.convalidated
        and k.conparentid = 0 and k.coninhcount = 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and rn.nspname || '.' || r.relname = any (?)
      order by 1, 2
      """;

  /** Those that old rows need not satisfy, but new ones must, restored rows included. */
  static List<TableConstraint> notValidated(List<String> tables, Connection connection)
      throws SQLException {
    List<TableConstraint> constraints = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(NOT_VALIDATED)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          constraints.add(new TableConstraint(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return constraints;
  }

  /** {@code drop constraint} and the like, followed by the name and the rest. */
  String alter(String words, String rest) {
    return "alter table " + table + " " + words + " " + Identifier.quoted(name) + rest;
  }

  /** {@code staff_store_fkey of public.staff}. */
  @Override
  public String toString() {
    return name + " of " + table;
  }
}
