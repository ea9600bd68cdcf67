package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.KeyedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the rows of a batch before and after its work, and tells an observer which ones changed.
 */
public final class ObservedChanges implements Changes {

  /** Called within the transaction of the batch. */
  public interface Observer {
    void saw(Connection connection, KeyedTable table, List<Change> changes) throws SQLException;
  }

  private final DataSource dataSource;
  private final Observer observer;

  public ObservedChanges(DataSource dataSource, Observer observer) {
    this.dataSource = dataSource;
    this.observer = observer;
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public void around(Optional<KeyedTable> table, List<Key> keys, Batch batch) throws Exception {
    if (table.isEmpty() || keys.isEmpty()) {
      batch.run();
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      Map<Key, String> before = read(connection, table.get(), keys, " for update of t");
      batch.run();
      Map<Key, String> after = read(connection, table.get(), keys, "");
      List<Change> changes = new ArrayList<>();
      before.forEach(
          (key, row) -> {
            if (!row.equals(after.get(key))) {
              changes.add(new Change(key, row, after.get(key)));
            }
          });
      observer.saw(connection, table.get(), changes);
    }
  }

  private static Map<Key, String> read(
      Connection connection, KeyedTable table, List<Key> keys, String lock) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= table.key().size(); i++) {
      texts.add("k.k" + i + "::text");
    }
    String sql =
        "select "
            + String.join(", ", texts)
            + ", to_jsonb(t)::text from "
            + table.keysAsRows()
            + " join "
            + table.name()
            + " t on "
            + table.matches()
            + lock;
    Map<Key, String> rows = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      table.bind(query, 1, keys);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          List<String> parts = new ArrayList<>();
          for (int i = 1; i <= table.key().size(); i++) {
            parts.add(row.getString(i));
          }
          rows.put(new Key(parts), row.getString(table.key().size() + 1));
        }
      }
    }
    return rows;
  }
}
