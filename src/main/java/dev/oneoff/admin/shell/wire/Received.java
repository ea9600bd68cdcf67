package dev.oneoff.admin.shell.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.ResultHandlerDelegate;
import org.postgresql.core.Tuple;

/** Records what a statement's own handler is given, until the statement has been executed. */
final class Received extends ResultHandlerDelegate {

  record Result(Query statement, WatchedWire.Rows rows) {}

  private final List<Result> results = new ArrayList<>(1);

  Received(ResultHandler handler) {
    super(handler);
  }

  @Override
  public void handleResultRows(
      Query statement, Field[] columns, List<Tuple> values, @Nullable ResultCursor cursor) {
    if (!values.isEmpty()) {
      results.add(new Result(statement, new WatchedWire.Rows(List.of(columns), values)));
    }
    super.handleResultRows(statement, columns, values, cursor);
  }

  List<Result> results() {
    return results;
  }
}
