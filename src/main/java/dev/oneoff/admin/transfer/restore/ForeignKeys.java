package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which table must be filled before which. */
final class ForeignKeys {

  /**
   * A key from one table to another. One from a table to itself is checked when its statement has
   * ended, so it needs no order.
   *
   * @param deferrable whether it can be checked when the transaction ends
   */
  record Key(String from, String to, boolean deferrable) {}

  private final List<Key> keys;

  ForeignKeys(List<Key> keys) {
    this.keys = keys;
  }

  static ForeignKeys read(Connection connection) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select n.nspname || '.' || t.relname, fn.nspname || '.' || ft.relname, k.condeferrable
                from pg_constraint k
                  join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
                  join pg_class ft on ft.oid = k.confrelid
                  join pg_namespace fn on fn.oid = ft.relnamespace
                where k.contype = 'f' and k.conrelid <> k.confrelid and k.conparentid = 0
                """);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(new Key(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
      }
    }
    return new ForeignKeys(keys);
  }

  /**
   * The tables in an order in which they can be filled. Those of a group belong in one transaction,
   * with what can be deferred deferred; mostly it is one table.
   *
   * @throws AdminException {@code REFUSED} where keys lead around in a circle and none of them can
   *     be deferred
   */
  List<List<String>> groups(Collection<String> tables) {
    Set<String> waiting = new LinkedHashSet<>(tables);
    List<List<String>> groups = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<String> ready = ready(waiting, false);
      if (ready.isEmpty()) {
        Set<String> circle = circle(waiting);
        groups.add(order(circle));
        waiting.removeAll(circle);
      } else {
        ready.forEach(table -> groups.add(List.of(table)));
        ready.forEach(waiting::remove);
      }
    }
    return groups;
  }

  private List<String> ready(Set<String> waiting, boolean deferred) {
    return waiting.stream()
        .filter(
            table ->
                keys.stream()
                    .filter(key -> !(deferred && key.deferrable()))
                    .noneMatch(key -> key.from().equals(table) && waiting.contains(key.to())))
        .toList();
  }

  // Without those that only refer to tables of it.
  private Set<String> circle(Set<String> waiting) {
    Set<String> circle = new LinkedHashSet<>(waiting);
    boolean smaller = true;
    while (smaller) {
      List<String> unreferenced =
          circle.stream()
              .filter(
                  table ->
                      keys.stream()
                          .noneMatch(key -> key.to().equals(table) && circle.contains(key.from())))
              .toList();
      smaller = circle.removeAll(unreferenced);
    }
    return circle;
  }

  private List<String> order(Set<String> circle) {
    Set<String> waiting = new LinkedHashSet<>(circle);
    List<String> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<String> ready = ready(waiting, true);
      if (ready.isEmpty()) {
        throw AdminException.refused(
            "The foreign keys of "
                + String.join(", ", new TreeSet<>(waiting))
                + " lead around in a circle, so none of these tables can be filled first. Make one of the keys deferrable (alter table … alter constraint … deferrable).");
      }
      ordered.addAll(ready);
      ready.forEach(waiting::remove);
    }
    return ordered;
  }
}
