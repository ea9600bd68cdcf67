package dev.oneoff.admin.run.items;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The items that another run set aside, and that nobody has tried again with success. */
public final class RetrySource<T> implements ItemSource<T> {

  private final DataSource dataSource;
  private final long run;
  private final ItemSource<T> source;

  /**
   * Failed items of a run.
   *
   * @param source that they came from
   */
  public RetrySource(DataSource dataSource, long run, ItemSource<T> source) {
    this.dataSource = dataSource;
    this.run = run;
    this.source = source;
  }

  @Override
  public OptionalLong count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from admin_run_error where run_id = ? and retried_by is null")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    }
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
    List<Key> keys = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select item_key from admin_run_error where run_id = ? and retried_by is null
                  and (cast(? as text) is null or item_key collate "C" > ?) order by item_key collate "C" limit ?
                """)) {
      String after = range.after() == null ? null : range.after().text();
      query.setLong(1, run);
      query.setString(2, after);
      query.setString(3, after);
      query.setInt(4, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          keys.add(Key.parse(rows.getString(1)));
        }
      }
    }
    return keys;
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
