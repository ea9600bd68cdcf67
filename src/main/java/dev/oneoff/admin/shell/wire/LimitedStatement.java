package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.pool.Wire;
import dev.oneoff.admin.database.session.ChangeLimit;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** A sender's statement that stands only if it overwrites no more rows than it may. */
final class LimitedStatement {

  private final PgConnection connection;
  private final SqlStatement statement;
  private final ExecuteCall call;
  private final Wire.Rest rest;
  private final boolean alone;
  private final UndoPoint point;

  /**
   * A call of {@code execute}.
   *
   * @param statement what decides in it
   * @param alone whether it is sent outside of a transaction
   * @param point where it is undone
   */
  LimitedStatement(
      PgConnection connection,
      SqlStatement statement,
      ExecuteCall call,
      Wire.Rest rest,
      boolean alone,
      UndoPoint point) {
    this.connection = connection;
    this.statement = statement;
    this.call = call;
    this.rest = rest;
    this.alone = alone;
    this.point = point;
  }

  /**
   * Sends it, and undoes it if it overwrites more.
   *
   * @param undone is told what was undone in the sender's transaction
   * @throws AdminException {@code REFUSED} if it was undone and cannot be sent again
   */
  SqlOutcome upTo(long most, Consumer<List<TableChange>> undone) throws SQLException {
    boolean ended = false;
    point.set();
    try {
      SqlOutcome outcome = attempt(most, next(), undone);
      ended = true;
      return outcome;
    } finally {
      if (!ended && alone && transactionState(connection) != TransactionState.IDLE) {
        point.undo();
      }
    }
  }

  private SqlOutcome attempt(long most, String next, Consumer<List<TableChange>> undone)
      throws SQLException {
    boolean batch = call.isBatch();
    ChangeLimit[] limit = new ChangeLimit[1];
    aside(() -> limit[0] = ChangeLimit.of(connection, statement, most));
    DeferredResults deferred = new DeferredResults();
    // For a batch the driver expects its own handler.
    rest.send((batch ? call : call.to(deferred)).arguments());
    if (transactionState(connection) == TransactionState.FAILED || deferred.failed()) {
      if (alone) {
        point.undo();
      }
      deferred.tell(call.handler());
      throw new IllegalStateException("A statement failed and nobody said why.");
    }
    List<TableChange> changes = new ArrayList<>();
    aside(() -> changes.addAll(limit[0].changes()));
    if (!limit[0].isExceeded(changes, deferred.rows())) {
      point.keep();
      if (!batch) {
        deferred.tell(call.handler());
      }
      return new SqlOutcome(deferred.rows(), changes, true, Optional.empty());
    }
    point.undo();
    if (!alone) {
      undone.accept(changes);
    }
    if (batch || call.hasStreams()) {
      throw AdminException.refused(
          (batch ? "A batch" : "A statement with a stream, which can be sent once,")
              + " would overwrite more rows at once than it may ("
              + limit[0].overwritten(changes, 0)
              + "). Nothing of it was written. If you mean that many, say --rows-at-most N.");
    }
    return new SqlOutcome(
        deferred.rows(),
        changes,
        false,
        Optional.of(
            new SqlOutcome.Undone(
                limit[0].overwritten(changes, deferred.rows()),
                "xmax <> '0' and age(xmax) <= age('" + next + "'::xid)")));
  }

  // The rows it overwrites bear this number or a later one.
  private String next() throws SQLException {
    String[] next = new String[1];
    aside(
        () -> {
          try (Statement query = connection.createStatement();
              ResultSet row =
                  query.executeQuery(
                      "select txid_snapshot_xmax(txid_current_snapshot()) % (2 ^ 32)::bigint")) {
            row.next();
            next[0] = row.getString(1);
          }
        });
    return next[0];
  }

  private void aside(Aside.Work work) throws SQLException {
    WatchedWire.aside(connection, work);
  }
}
