package dev.oneoff.admin.run.items;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The items that another run set aside and that have not been retried successfully. */
public final class RetrySource<T> implements ItemSource<T> {

  private final ItemRows failed;
  private final ItemSource<T> source;

  /**
   * Failed items of a run.
   *
   * @param source where they came from
   */
  public RetrySource(DataSource dataSource, long run, ItemSource<T> source) {
    this.failed = new ItemRows(dataSource, "admin_run_error", "retried_by", run);
    this.source = source;
  }

  @Override
  public OptionalLong count() throws SQLException {
    return failed.count();
  }

  @Override
  public Page<T> read(Range range, int limit) throws Exception {
    List<Key> keys = keys(range, limit);
    return new Page<>(
        keys.isEmpty() ? List.of() : source.find(keys),
        keys.isEmpty() ? null : keys.get(keys.size() - 1),
        keys.size() < limit);
  }

  @Override
  public List<Key> keys(Range range, int limit) throws SQLException {
    return failed.read(range, limit, "item_key", row -> Key.parse(row.getString(1)));
  }

  @Override
  public List<Item<T>> find(List<Key> keys) throws Exception {
    return source.find(keys);
  }

  @Override
  public Optional<KeyedTable> table() {
    return source.table();
  }
}
