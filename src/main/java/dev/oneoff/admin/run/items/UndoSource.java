package dev.oneoff.admin.run.items;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The rows that a run has changed, as far as they are kept and not put back. */
public final class UndoSource implements ItemSource<KeptRow> {

  private final ItemRows kept;

  public UndoSource(DataSource dataSource, long run) {
    this.kept = new ItemRows(dataSource, "admin_run_undo", "undone_by", run);
  }

  @Override
  public OptionalLong count() throws SQLException {
    return kept.count();
  }

  @Override
  public Page<KeptRow> read(Range range, int limit) throws SQLException {
    return Page.of(
        kept.read(
            range, limit, "item_key, table_name, before::text, after::text", UndoSource::item),
        limit);
  }

  private static Item<KeptRow> item(ResultSet row) throws SQLException {
    Key key = Key.parse(row.getString(1));
    return new Item<>(key, new KeptRow(row.getString(2), key, row.getString(3), row.getString(4)));
  }
}
