package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.database.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The service's own triggers, disabled within a transaction: what they did to the rows is in the
 * rows, and what they wrote elsewhere is in the export, too. A kill rolls back, so they are never
 * disabled for anybody else.
 */
final class HeldTriggers {

  /**
   * Those that a restore would fire: on insert and on truncate, by their bits. Including a
   * partition's, which may have some of its own.
   */
  private static final String SQL =
      """
      select format('%I.%I', n.nspname, c.relname), t.tgname, t.tgenabled = 'A',
        current_setting('server_version_num')::int >= 150000
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgenabled in ('O', 'A') and t.tgtype & (4 | 32) <> 0
        and t.tgrelid in (
          select to_regclass(name) from unnest(?::text[]) as tables (name)
          union select relid from unnest(?::text[]) as tables (name), pg_partition_tree(to_regclass(name)))
      order by 1, 2
      """;

  /**
   * A trigger.
   *
   * @param always whether it fires on a replica, too
   * @param alone whether it is changed without its clones on partitions, which follow it before 15
   */
  record Trigger(String table, String name, boolean always, boolean alone) {
    private String alter(String words) {
      return "alter table "
          + (alone ? "only " : "")
          + table
          + " "
          + words
          + " trigger "
          + Identifier.quoted(name);
    }
  }

  private final Connection connection;
  private final List<Trigger> triggers;

  private HeldTriggers(Connection connection, List<Trigger> triggers) {
    this.connection = connection;
    this.triggers = triggers;
  }

  /** Disables those of some tables, in the open transaction. */
  static HeldTriggers of(Collection<TargetTable> tables, Connection connection)
      throws SQLException {
    HeldTriggers held = new HeldTriggers(connection, read(tables, connection));
    for (Trigger trigger : held.triggers) {
      held.execute(trigger.alter("disable"));
    }
    return held;
  }

  /** Those that would have to be disabled. */
  static List<Trigger> read(Collection<TargetTable> tables, Connection connection)
      throws SQLException {
    List<Trigger> triggers = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(SQL)) {
      Object[] names = tables.stream().map(TargetTable::quoted).toArray();
      query.setArray(1, connection.createArrayOf("text", names));
      query.setArray(2, connection.createArrayOf("text", names));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          triggers.add(
              new Trigger(
                  rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getBoolean(4)));
        }
      }
    }
    return triggers;
  }

  /** Enables them again, each as before, in the same transaction. */
  void release() throws SQLException {
    if (!triggers.isEmpty()) {
      // A table with pending key checks cannot be altered.
      execute("set constraints all immediate");
    }
    for (Trigger trigger : triggers) {
      execute(trigger.alter(trigger.always() ? "enable always" : "enable"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
