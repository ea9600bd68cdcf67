package dev.oneoff.admin.shell.wire;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * Holds back what the driver says about a statement until it is known whether the statement stands.
 */
final class DeferredResults extends ResultHandlerBase {

  private final List<Consumer<ResultHandler>> said = new ArrayList<>();
  private boolean failed;
  private long rows;

  @Override
  public void handleResultRows(
      Query statement, Field[] columns, List<Tuple> values, @Nullable ResultCursor cursor) {
    said.add(to -> to.handleResultRows(statement, columns, values, cursor));
  }

  @Override
  public void handleCommandStatus(String status, long count, long oid) {
    rows += count;
    said.add(to -> to.handleCommandStatus(status, count, oid));
  }

  @Override
  public void secureProgress() {
    said.add(ResultHandler::secureProgress);
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    super.handleWarning(warning);
    said.add(to -> to.handleWarning(warning));
  }

  @Override
  public void handleError(SQLException error) {
    super.handleError(error);
    failed = true;
    said.add(to -> to.handleError(error));
  }

  // The driver calls it at the end, whatever came before.
  @Override
  public void handleCompletion() {}

  boolean failed() {
    return failed;
  }

  /** PostgreSQL's row count, for all of its statements. */
  long rows() {
    return rows;
  }

  /** Replays it all to the handler that waits for it. */
  void tell(ResultHandler whom) throws SQLException {
    said.forEach(each -> each.accept(whom));
    whom.handleCompletion();
  }
}
