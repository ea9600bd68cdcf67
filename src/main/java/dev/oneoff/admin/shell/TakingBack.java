package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.shell.wire.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes rows what they were before a write, from its last statement to its first. A row that is no
 * longer as the write left it stands in the way of all of it.
 */
final class TakingBack {

  private static final int NAMED = 10;

  private final Connection connection;
  private final Map<String, KeyedRows> tables = new HashMap<>();

  /**
   * In the open transaction.
   *
   * @param connection that is not watched for writes meanwhile
   */
  TakingBack(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes it back.
   *
   * @throws AdminException {@code REFUSED} where that cannot be: then the transaction is to be
   *     rolled back
   */
  void of(KeptWrites.Write write) throws SQLException {
    Map<String, TableChange> before = TableChange.counted(connection);
    for (int i = write.statements().size() - 1; i >= 0; i--) {
      for (RowChange.Kind kind : RowChange.Kind.values()) {
        List<RowChange> changes =
            write.statements().get(i).stream().filter(each -> each.kind() == kind).toList();
        if (!changes.isEmpty()) {
          takeBack(kind, changes);
        }
      }
    }
    List<TableChange> changed = TableChange.since(before, TableChange.counted(connection));
    long rows = changed.stream().mapToLong(c -> c.inserted() + c.overwritten()).sum();
    if (rows != write.rows()) {
      throw AdminException.refused(
          "Taking it back would change other rows too, by triggers or cascading keys: "
              + String.join("; ", changed.stream().map(TableChange::toString).toList())
              + ". Nothing was taken back.");
    }
  }

  private void takeBack(RowChange.Kind kind, List<RowChange> changes) throws SQLException {
    String table = changes.get(0).table();
    KeyedRows rows = rows(table);
    List<String> before = texts(changes, true);
    List<String> after = texts(changes, false);
    switch (kind) {
      case INSERTED -> {
        requireAsLeft(table, rows, after);
        rows.delete(after);
      }
      case UPDATED -> {
        requireAsLeft(table, rows, after);
        rows.update(after, before);
        requireAsBefore(table, rows, before);
      }
      case DELETED -> {
        refuse(table, rows.there(before), "there again");
        rows.insert(before);
        requireAsBefore(table, rows, before);
      }
    }
  }

  private KeyedRows rows(String table) throws SQLException {
    KeyedRows known = tables.get(table);
    if (known == null) {
      known = new KeyedRows(connection, table);
      tables.put(table, known);
    }
    return known;
  }

  private static List<String> texts(List<RowChange> changes, boolean before) {
    List<String> texts = new ArrayList<>();
    for (RowChange change : changes) {
      String text = before ? change.before() : change.after();
      if (text != null) {
        texts.add(Objects.requireNonNull(text));
      }
    }
    return texts;
  }

  private static void requireAsLeft(String table, KeyedRows rows, List<String> left)
      throws SQLException {
    rows.lock(left);
    refuse(table, rows.others(left), "no longer as that write left them");
  }

  private static void requireAsBefore(String table, KeyedRows rows, List<String> before)
      throws SQLException {
    refuse(table, rows.others(before), "not what they were, because a trigger changes them");
  }

  private static void refuse(String table, List<String> keys, String how) {
    if (!keys.isEmpty()) {
      String more = keys.size() > NAMED ? " and " + (keys.size() - NAMED) + " more" : "";
      throw AdminException.refused(
          "These rows of "
              + table
              + " are "
              + how
              + ": "
              + String.join("; ", keys.subList(0, Math.min(NAMED, keys.size())))
              + more
              + ". Nothing was taken back.");
    }
  }
}
