package dev.oneoff.admin.database.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows of a table a transaction has inserted, updated and deleted. */
public record TableChange(String table, long inserted, long updated, long deleted) {

  /**
   * What the open transaction has counted so far. PostgreSQL flushes its counts about once a
   * second, so those of an earlier transaction can be among them: see {@link #since}.
   */
  public static Map<String, TableChange> counted(Connection connection) throws SQLException {
    Map<String, TableChange> counted = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select relid::regclass::text, n_tup_ins, n_tup_upd, n_tup_del
                from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0
                """);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String table = row.getString(1);
        counted.put(table, new TableChange(table, row.getLong(2), row.getLong(3), row.getLong(4)));
      }
    }
    return counted;
  }

  /** The difference to the first counts. */
  public static List<TableChange> since(
      Map<String, TableChange> before, Map<String, TableChange> after) {
    List<TableChange> changes = new ArrayList<>();
    for (Map.Entry<String, TableChange> counted : new TreeMap<>(after).entrySet()) {
      String table = counted.getKey();
      TableChange now = counted.getValue();
      TableChange then = before.getOrDefault(table, new TableChange(table, 0, 0, 0));
      TableChange change =
          new TableChange(
              table,
              now.inserted - then.inserted,
              now.updated - then.updated,
              now.deleted - then.deleted);
      if (change.inserted + change.updated + change.deleted > 0) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** The sum of both. */
  public TableChange plus(TableChange other) {
    return new TableChange(
        table, inserted + other.inserted, updated + other.updated, deleted + other.deleted);
  }

  /** Rows that existed before. */
  public long overwritten() {
    return updated + deleted;
  }

  /** {@code orders: 3 rows updated, 1 deleted}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    add(parts, inserted, "inserted");
    add(parts, updated, "updated");
    add(parts, deleted, "deleted");
    return table + ": " + String.join(", ", parts);
  }

  private static void add(List<String> parts, long rows, String what) {
    if (rows > 0) {
      String unit = parts.isEmpty() ? rows == 1 ? " row " : " rows " : " ";
      parts.add(String.format(java.util.Locale.ROOT, "%,d", rows) + unit + what);
    }
  }
}
