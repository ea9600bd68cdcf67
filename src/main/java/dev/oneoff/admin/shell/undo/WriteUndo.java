package dev.oneoff.admin.shell.undo;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.shell.kept.RowChange;
import dev.oneoff.admin.shell.kept.WrittenTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Restores rows to what they were before a write, from its last statement to its first. A single
 * row that is no longer as the write left it prevents all of it.
 */
final class WriteUndo {

  private static final int NAMED = 10;

  private final Connection connection;
  private final Masking masking;
  private final Map<WrittenTable, RestorableTable> tables = new HashMap<>();
  private Map<String, String> styles = Map.of();

  /**
   * In the open transaction.
   *
   * @param connection that is not being watched for writes meanwhile
   * @param masking keys that it masks are not named
   */
  WriteUndo(Connection connection, Masking masking) {
    this.connection = connection;
    this.masking = masking;
  }

  /**
   * Undoes it.
   *
   * @throws AdminException {@code REFUSED} if that is impossible: then the transaction must be
   *     rolled back
   */
  void of(KeptWrites.Write write) throws SQLException {
    Map<String, TableChange> before = TableChange.counted(connection);
    for (int i = write.statements().size() - 1; i >= 0; i--) {
      for (RowChange.Kind kind : RowChange.Kind.values()) {
        List<RowChange> changes =
            write.statements().get(i).stream().filter(each -> each.kind() == kind).toList();
        if (!changes.isEmpty()) {
          undo(kind, changes);
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      // Deferred constraints count too.
      statement.execute("set constraints all immediate");
    }
    List<TableChange> changed = TableChange.since(before, TableChange.counted(connection));
    long rows = changed.stream().mapToLong(c -> c.inserted() + c.overwritten()).sum();
    if (rows != write.rows()) {
      throw AdminException.refused(
          "Undoing it would also change other rows, through triggers or cascading keys: "
              + String.join("; ", changed.stream().map(TableChange::toString).toList())
              + ". Nothing was undone.");
    }
  }

  private void undo(RowChange.Kind kind, List<RowChange> changes) throws SQLException {
    write(changes.get(0).table().styles());
    RestorableTable table = table(changes.get(0).table());
    KeyedRows rows = new KeyedRows(connection, table);
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

  // As when the kept rows were written, so that they are parsed and compared as the same.
  private void write(Map<String, String> values) throws SQLException {
    if (values.equals(styles)) {
      return;
    }
    try (PreparedStatement set =
        connection.prepareStatement("select pg_catalog.set_config(?, ?, true)")) {
      for (Map.Entry<String, String> each : values.entrySet()) {
        set.setString(1, each.getKey());
        set.setString(2, each.getValue());
        set.execute();
      }
    }
    styles = values;
  }

  private RestorableTable table(WrittenTable written) throws SQLException {
    RestorableTable known = tables.get(written);
    if (known == null) {
      known = RestorableTable.of(connection, written, masking);
      tables.put(written, known);
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

  private static void requireAsLeft(RestorableTable table, KeyedRows rows, List<String> left)
      throws SQLException {
    rows.lock(left);
    refuse(table, rows.others(left), "no longer as that write left them");
  }

  private static void requireAsBefore(RestorableTable table, KeyedRows rows, List<String> before)
      throws SQLException {
    refuse(table, rows.others(before), "not what they were, because a trigger changes them");
  }

  private static void refuse(RestorableTable table, List<String> keys, String how) {
    if (!keys.isEmpty()) {
      String which =
          table.secret()
              ? keys.size() + " of the rows of " + table.shown() + " are " + how
              : "These rows of " + table.shown() + " are " + how + ": " + named(keys);
      throw AdminException.refused(which + ". Nothing was undone.");
    }
  }

  private static String named(List<String> keys) {
    String more = keys.size() > NAMED ? " and " + (keys.size() - NAMED) + " more" : "";
    return String.join("; ", keys.subList(0, Math.min(NAMED, keys.size()))) + more;
  }
}
