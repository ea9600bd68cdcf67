package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The privileges that a role needs for a restore, checked before anything is changed. */
final class RestoreRights {

  private static final String MISSING =
      """
      select string_agg(privilege || ' on ' || name, ', ' order by name, privilege), current_user
      from unnest(?::text[]) as tables (name), unnest(?::text[]) as privileges (privilege)
      where not has_table_privilege(to_regclass(name), privilege)
      """;

  private static final String NOT_OWNED =
      """
      select name, pg_get_userbyid(c.relowner), current_user
      from unnest(?::text[]) as tables (name) join pg_class c on c.oid = to_regclass(name)
      where not pg_has_role(c.relowner, 'usage')
      order by 1
      """;

  private static final String NOT_REFERENCED =
      """
      select string_agg(distinct 'references on ' || k.confrelid::regclass, ', '), current_user
      from unnest(?::text[], ?::text[]) as keys (name, key)
        join pg_constraint k on k.conrelid = to_regclass(name) and k.conname = key
      where k.contype = 'f' and not has_table_privilege(k.confrelid, 'references')
      """;

  private final Connection connection;

  RestoreRights(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes sure that rows may be loaded into these tables.
   *
   * @throws AdminException {@code REFUSED} if not
   */
  void require(Collection<TargetTable> tables, boolean replace) throws SQLException {
    List<String> privileges = new ArrayList<>(List.of("insert", "select"));
    if (replace) {
      privileges.add("truncate");
    }
    granted(MISSING, tables.stream().map(TargetTable::quoted).toList(), privileges);
  }

  /**
   * Makes sure that these may be off meanwhile.
   *
   * @throws AdminException {@code REFUSED} if not
   */
  void requireOff(
      Collection<TableConstraint> constraints, Collection<HeldTriggers.Trigger> triggers)
      throws SQLException {
    requireOwned(
        constraints.stream().map(TableConstraint::table).toList(),
        "foreign keys that form a cycle, or constraints that are not validated");
    requireOwned(
        triggers.stream().map(HeldTriggers.Trigger::table).toList(),
        "triggers, which would change the restored rows");
    granted(
        NOT_REFERENCED,
        constraints.stream().map(TableConstraint::table).toList(),
        constraints.stream().map(TableConstraint::name).toList());
  }

  private void granted(String sql, List<String> first, List<String> second) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("text", first.toArray()));
      query.setArray(2, connection.createArrayOf("text", second.toArray()));
      try (ResultSet row = query.executeQuery()) {
        if (row.next() && row.getString(1) != null) {
          throw AdminException.refused(
              "Nothing was changed: the role "
                  + row.getString(2)
                  + " lacks "
                  + row.getString(1)
                  + ". Grant it, or restore as the tables' owner.");
        }
      }
    }
  }

  private void requireOwned(List<String> tables, String why) throws SQLException {
    List<String> others = new ArrayList<>();
    TreeSet<String> owners = new TreeSet<>();
    String role = "";
    try (PreparedStatement query = connection.prepareStatement(NOT_OWNED)) {
      query.setArray(1, connection.createArrayOf("text", new TreeSet<>(tables).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          others.add(rows.getString(1));
          owners.add(rows.getString(2));
          role = rows.getString(3);
        }
      }
    }
    if (!others.isEmpty()) {
      throw AdminException.refused(
          "Nothing was changed: "
              + String.join(", ", others)
              + (others.size() == 1 ? " has " : " have ")
              + why
              + ". These must be off during the restore, and for that the role "
              + role
              + " would have to own "
              + (others.size() == 1 ? "it" : "them")
              + ". Restore as "
              + String.join(" or ", owners)
              + ".");
    }
  }
}
