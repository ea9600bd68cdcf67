package dev.oneoff.admin.shell.wire;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * Takes from a statement's result what {@link Returning} has asked for; the rest is its sender's.
 */
final class Images extends ResultHandlerBase {

  private record Status(String text, long count, long oid) {}

  private final List<SQLWarning> warnings = new ArrayList<>();
  private final List<RowChange> changes = new ArrayList<>();
  private final List<Tuple> rows = new ArrayList<>();
  private Field @Nullable [] columns;
  private @Nullable Status status;
  private final List<SQLException> errors = new ArrayList<>();
  private @Nullable ResultCursor portal;

  @Override
  public void handleResultRows(
      Query statement, Field[] all, List<Tuple> tuples, @Nullable ResultCursor cursor) {
    portal = cursor;
    columns = Arrays.copyOfRange(all, Returning.COLUMNS, all.length);
    for (Tuple tuple : tuples) {
      changes.add(new RowChange(String.valueOf(text(tuple, 0)), text(tuple, 1), text(tuple, 2)));
      byte[][] own = new byte[columns.length][];
      for (int i = 0; i < own.length; i++) {
        own[i] = tuple.get(Returning.COLUMNS + i);
      }
      rows.add(new Tuple(own));
    }
  }

  private static @Nullable String text(Tuple tuple, int column) {
    byte @Nullable [] bytes = tuple.get(column);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void handleCommandStatus(String text, long count, long oid) {
    status = new Status(text, count, oid);
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    warnings.add(warning);
  }

  @Override
  public void handleError(SQLException error) {
    super.handleError(error);
    errors.add(error);
  }

  @Override
  public void handleCompletion() {}

  /**
   * Whether nothing came of it, or more than is kept, so that PostgreSQL says nothing of the whole:
   * then it runs as its sender wrote it.
   */
  boolean isNothing() {
    return !errors.isEmpty() || status == null;
  }

  void drop() {
    if (portal != null) {
      portal.close();
    }
  }

  List<RowChange> changes() {
    return changes;
  }

  /**
   * Tells its sender what it would have heard.
   *
   * @param both whether of rows it hears their number, too
   */
  void tell(Query statement, ResultHandler sender, boolean both) throws SQLException {
    warnings.forEach(sender::handleWarning);
    errors.forEach(sender::handleError);
    Field @Nullable [] own = columns;
    boolean gives = own != null && own.length > 0;
    if (own != null && gives) {
      sender.handleResultRows(statement, own, rows, null);
    }
    Status said = status;
    if (said != null && (both || !gives)) {
      sender.handleCommandStatus(said.text(), said.count(), said.oid());
    }
    sender.handleCompletion();
  }
}
