package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.cli.write.CheckedWrites;
import dev.oneoff.admin.database.pool.Wire;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlValues;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.session.UndoneRows;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Runs statements that can overwrite many rows behind a savepoint, whoever sends them: {@code sql},
 * HQL, beans or hand-written JDBC. A statement that overwrites more than allowed is undone and, if
 * confirmed, sent again.
 */
public final class BudgetWire implements Wire.Link {

  private static final String SAVEPOINT = "oneoff_budget";

  /** What a session lets its statements overwrite. */
  public interface Budget {

    /** Checks the writes of one statement; empty while none is checked. */
    Optional<CheckedWrites> checks(CheckedWrites.Sample sample);

    /** Decides how a sample's values are shown. */
    SqlValues values();
  }

  private final PgConnection connection;
  private final Supplier<Optional<Budget>> budget;
  private final Overwriting overwriting = new Overwriting();
  private final List<TableChange> undone = new ArrayList<>();
  // What is sent for this is not checked itself.
  private final Aside aside = new Aside();

  private BudgetWire(PgConnection connection, Supplier<Optional<Budget>> budget) {
    this.connection = connection;
    this.budget = budget;
  }

  /** The budget of that moment applies to the connection for as long as it lives. */
  public static void hold(PgConnection connection, Supplier<Optional<Budget>> budget) {
    Wire.link(connection, BudgetWire.class, driver -> new BudgetWire(connection, budget));
  }

  /** What the console itself sends meanwhile is nobody's write. */
  static void aside(Connection connection, Aside.Work work) throws SQLException {
    Optional<BudgetWire> wire = Wire.link(connection.unwrap(PgConnection.class), BudgetWire.class);
    if (wire.isPresent()) {
      wire.get().aside.run(() -> WatchedWire.aside(connection, work));
    } else {
      WatchedWire.aside(connection, work);
    }
  }

  /** What was undone in a connection's transaction, but is still in PostgreSQL's counts. */
  public static List<TableChange> undone(Connection connection) throws SQLException {
    return Wire.link(connection.unwrap(PgConnection.class), BudgetWire.class)
        .map(wire -> List.copyOf(wire.undone))
        .orElse(List.of());
  }

  /** Something in the open transaction was undone by another link on the same wire. */
  static void undone(Connection connection, List<TableChange> changes) throws SQLException {
    Wire.link(connection.unwrap(PgConnection.class), BudgetWire.class)
        .ifPresent(wire -> wire.undone.addAll(changes));
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    Optional<ExecuteCall> execute = ExecuteCall.of(method, arguments);
    if (aside.isOn() || execute.isEmpty()) {
      return rest.call(arguments);
    }
    ExecuteCall call = execute.get();
    if (transactionState(connection) == TransactionState.IDLE) {
      undone.clear();
      overwriting.forget();
    }
    Optional<CheckedWrites> checks =
        budget.get().flatMap(each -> each.checks((undone, to) -> sample(each, undone, to)));
    if (call.statements().stream()
        .map(query -> SqlStatement.of(query.getNativeSql()))
        .anyMatch(KeepingWire::changesTheCatalogue)) {
      overwriting.forget();
    }
    if (checks.isEmpty()
        || !call.runs()
        || transactionState(connection) == TransactionState.FAILED) {
      return rest.call(arguments);
    }
    return aside.call(
        () -> {
          Optional<SqlStatement> large = large(call);
          if (large.isEmpty()) {
            return rest.call(arguments);
          }
          check(checks.get(), large.get(), call, rest);
          return null;
        });
  }

  private void check(CheckedWrites checks, SqlStatement large, ExecuteCall call, Wire.Rest rest)
      throws SQLException {
    boolean alone = call.isAlone(connection);
    LimitedStatement statement =
        new LimitedStatement(connection, large, call, rest, alone, point(alone));
    OpenWhileAsking thinking = new OpenWhileAsking(connection);
    boolean[] tried = new boolean[1];
    try {
      checks.run(
          large,
          most -> {
            if (tried[0] && !alone) {
              thinking.end();
            }
            SqlOutcome outcome = statement.upTo(most, undone::addAll);
            if (!tried[0] && !alone && outcome.undone().isPresent()) {
              thinking.begin();
            }
            tried[0] = true;
            return outcome;
          });
    } finally {
      thinking.putBack();
    }
  }

  // If a text contains several, the one without a condition decides.
  private Optional<SqlStatement> large(ExecuteCall call) throws SQLException {
    List<String> texts = call.statements().stream().map(Query::getNativeSql).distinct().toList();
    Optional<SqlStatement> large = Optional.empty();
    for (String text : texts) {
      if (overwriting.isMany(connection, text, call.isAlone(connection))) {
        SqlStatement statement = SqlStatement.of(text);
        if (large.isEmpty() || CheckedWrites.isEveryRow(statement)) {
          large = Optional.of(statement);
        }
      }
    }
    return large;
  }

  private void sample(Budget budget, SqlOutcome outcome, SqlResult result) throws SQLException {
    UndoPoint point = point(transactionState(connection) != TransactionState.OPEN);
    point.set();
    try {
      WatchedWire.aside(
          connection, () -> UndoneRows.of(outcome, connection, budget.values(), result));
    } finally {
      point.undo();
    }
  }

  private UndoPoint point(boolean alone) {
    Aside.Way way = work -> WatchedWire.aside(connection, work);
    return alone ? UndoPoint.alone(connection, way) : UndoPoint.inside(connection, SAVEPOINT, way);
  }
}
