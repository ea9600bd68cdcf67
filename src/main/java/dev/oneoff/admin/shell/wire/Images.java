package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.shell.kept.KeptSize;
import dev.oneoff.admin.shell.kept.RowChange;
import dev.oneoff.admin.shell.kept.WrittenTables;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;

/** Takes from a statement's result what {@link Returning} has added; the rest is its sender's. */
final class Images extends ResultHandlerBase {

  /** How many rows are fetched first; their size is not known yet. */
  static final int FIRST = 20;

  private static final int MOST = 10_000;
  private static final int AT_ONCE = 1000;
  private static final long BYTES_AT_ONCE = 4_000_000;
  private static final long BYTES = 32_000_000;

  private record Image(String table, @Nullable String before, @Nullable String after) {}

  private record Status(String text, long count, long oid) {}

  private final List<SQLWarning> warnings = new ArrayList<>();
  private final List<Image> changes = new ArrayList<>();
  private final List<Tuple> rows = new ArrayList<>();
  private Field @Nullable [] columns;
  private @Nullable Status status;
  private final List<SQLException> errors = new ArrayList<>();
  private @Nullable ResultCursor portal;
  // Later chunks arrive without a status.
  private boolean complete;
  private long bytes;

  @Override
  public void handleResultRows(
      Query statement, Field[] all, List<Tuple> tuples, @Nullable ResultCursor cursor) {
    portal = cursor;
    complete |= cursor == null;
    if (all.length < Returning.COLUMNS) {
      // This is how the driver says that no more rows will come.
      return;
    }
    columns = Arrays.copyOfRange(all, Returning.COLUMNS, all.length);
    for (Tuple tuple : tuples) {
      changes.add(new Image(String.valueOf(text(tuple, 0)), text(tuple, 1), text(tuple, 2)));
      bytes += tuple.length();
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

  /** If there are more rows, and they may be kept: the cursor they come from. */
  Optional<ResultCursor> rest() {
    return errors.isEmpty() && status == null && !complete && !isTooMuch()
        ? Optional.ofNullable(portal)
        : Optional.empty();
  }

  /** How many of them to fetch, so that they are not too large together. */
  int next() {
    long one = Math.max(1, bytes / Math.max(1, changes.size()));
    return (int) Math.max(1, Math.min(AT_ONCE, BYTES_AT_ONCE / one));
  }

  private boolean isTooMuch() {
    return changes.size() > MOST || bytes > BYTES;
  }

  boolean failed() {
    return !errors.isEmpty();
  }

  /**
   * Why it must be sent as its sender wrote it: the added columns may be at fault, or there are
   * more rows than can be kept. Any other failure would hit the sender's version too, and ran once.
   */
  Optional<String> fault() {
    if (errors.isEmpty()) {
      return status == null && !complete ? Optional.of(KeptSize.TOO_MUCH) : Optional.empty();
    }
    SQLException error = errors.get(0);
    String state = String.valueOf(error.getSQLState());
    return state.startsWith("42") || state.startsWith("0A") || isOfItsText(error)
        ? Optional.of(
            "its rows could not be returned, as when its own RETURNING names old or new, or when"
                + " the role may not read them")
        : Optional.empty();
  }

  // None of it has run, and the position refers to the text that was sent.
  private static boolean isOfItsText(SQLException error) {
    return error instanceof PSQLException said
        && said.getServerErrorMessage() != null
        && said.getServerErrorMessage().getPosition() > 0;
  }

  List<RowChange> changes(WrittenTables tables) throws SQLException {
    List<RowChange> all = new ArrayList<>();
    for (Image image : changes) {
      all.add(new RowChange(tables.of(image.table()), image.before(), image.after()));
    }
    return all;
  }

  /**
   * Tells its sender what it would have heard.
   *
   * @param both whether rows are reported with their number, too
   */
  void tell(Query statement, ResultHandler sender, boolean both) throws SQLException {
    warnings.forEach(sender::handleWarning);
    errors.forEach(sender::handleError);
    Field @Nullable [] own = columns;
    boolean gives = own != null && own.length > 0;
    if (own != null && gives) {
      sender.handleResultRows(statement, own, rows, null);
    }
    Status said = status != null || failed() || !complete ? status : counted(statement);
    if (said != null && (both || !gives)) {
      sender.handleCommandStatus(said.text(), said.count(), said.oid());
    }
    sender.handleCompletion();
  }

  private Status counted(Query statement) {
    String verb = SqlStatement.of(statement.getNativeSql()).verb();
    int rows = changes.size();
    return new Status((verb.equals("INSERT") ? "INSERT 0 " : verb + ' ') + rows, rows, 0);
  }
}
