package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.KeyedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the former values of a run's rows, so that they can be restored; sensitive values are never
 * kept.
 */
public final class KeptChanges implements ObservedChanges.Observer {

  private final long run;

  public KeptChanges(long run) {
    this.run = run;
  }

  @Override
  public void saw(Connection connection, KeyedTable table, List<Change> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    // A resumed fix may meet an item that it has changed before: the first former value is the one
    // to keep.
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into admin_run_undo (run_id, item_key, table_name, before, after)
            select ?, c.key, ?, c.before::jsonb - s.sensitive, c.after::jsonb - s.sensitive
            from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[])) as c (key, before, after),
              (select cast(? as text[]) as sensitive) as s
            where c.after is null or c.before::jsonb - s.sensitive <> c.after::jsonb - s.sensitive
            on conflict (run_id, item_key) do update set after = excluded.after
            """)) {
      insert.setLong(1, run);
      insert.setString(2, table.name());
      insert.setArray(3, texts(connection, changes.stream().map(c -> c.key().text()).toArray()));
      insert.setArray(4, texts(connection, changes.stream().map(Change::before).toArray()));
      insert.setArray(5, texts(connection, changes.stream().map(Change::after).toArray()));
      insert.setArray(6, texts(connection, table.sensitive().toArray()));
      insert.executeUpdate();
    }
  }

  private static java.sql.Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}
