package dev.oneoff.admin.transfer.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The foreign keys between tables, as far as rows must satisfy them. */
final class ForeignKeys {

  /**
   * A key from one table to another. One from a table to itself is checked at the end of its
   * statement, so it needs no order.
   *
   * @param from and {@code to}: the tables that are filled, even if the key belongs, or refers, to
   *     a partition of theirs
   * @param deferrable whether it can be checked at the end of the transaction
   */
  record Key(String from, String to, boolean deferrable, TableConstraint constraint) {}

  private static final String SQL =
      """
      select fn.nspname || '.' || f.relname, tn.nspname || '.' || t.relname, k.condeferrable,
        format('%I.%I', n.nspname, c.relname), k.conname
      from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class f on f.oid = coalesce(pg_partition_root(k.conrelid), k.conrelid)
        join pg_namespace fn on fn.oid = f.relnamespace
        join pg_class t on t.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid)
        join pg_namespace tn on tn.oid = t.relnamespace
      where k.contype = 'f' and f.oid <> t.oid and k.conparentid = 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
      order by 1, 2, 5
      """;

  private ForeignKeys() {}

  static List<Key> read(Connection connection) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(SQL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(
            new Key(
                rows.getString(1),
                rows.getString(2),
                rows.getBoolean(3),
                new TableConstraint(rows.getString(4), rows.getString(5))));
      }
    }
    return keys;
  }
}
