package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.database.origin.ColumnOrigins;
import dev.oneoff.admin.database.origin.Mask;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.ResultColumn;
import dev.oneoff.admin.database.origin.Selecting;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Learns the values of a result's sensitive columns, whatever asked for them: scalar queries,
 * projections, native statements, JDBC. Sensitivity is decided as in {@code sql}: by a column's
 * origin, and anything that cannot be traced is sensitive.
 */
public final class SensitiveResults implements WatchedWire.Watcher {

  private static final int STATEMENTS = 500;
  // The number of those that are remembered.
  private static final int LONGEST = 20_000;
  private static final String SAVEPOINT = "oneoff_origin";

  private final Supplier<Masking> masking;
  private final Map<String, List<Mask>> known = new LruMap<>(STATEMENTS);
  private final SqlLog log;
  // By database.
  private final Map<String, ColumnOrigins> origins = new HashMap<>();

  /**
   * The results of a session.
   *
   * @param masking requested with the first result
   * @param log is told what is sent, too
   */
  public SensitiveResults(Supplier<Masking> masking, SqlLog log) {
    this.masking = masking;
    this.log = log;
  }

  @Override
  public void executed(String sql, long nanos) {
    log.add(sql, nanos);
  }

  @Override
  public void asked(Query statement, @Nullable ParameterList values) {
    log.asked(statement, values);
  }

  /** Queries the catalogue again next time: a write may have changed it. */
  public synchronized void forget() {
    known.clear();
    origins.values().forEach(ColumnOrigins::forget);
  }

  @Override
  public synchronized void rows(
      PgConnection connection,
      Query statement,
      @Nullable ParameterList values,
      WatchedWire.Rows rows)
      throws SQLException {
    try (BaseStatement reading = (BaseStatement) connection.createStatement();
        ResultSet result =
            reading.createDriverResultSet(
                rows.columns().toArray(Field[]::new), new ArrayList<>(rows.values()))) {
      if (!canAsk(connection)) {
        learnAll(result, rows.columns().size());
        return;
      }
      ResultSetMetaData columns = result.getMetaData();
      List<Mask> masks = masks(connection, statement, values, columns);
      while (masks.stream().anyMatch(mask -> mask != Mask.NONE) && result.next()) {
        for (int i = 1; i <= masks.size(); i++) {
          switch (masks.get(i - 1)) {
            case COLUMN -> SensitiveText.learn(columns.getColumnTypeName(i), result.getString(i));
            case COMPUTED ->
                SensitiveText.learnComputed(columns.getColumnTypeName(i), result.getString(i));
            case NONE -> {
              // It is shown.
            }
          }
        }
      }
    }
  }

  // A statement that ended its transaction itself, or failed after its rows: any query would begin
  // another one.
  private static boolean canAsk(PgConnection connection) throws SQLException {
    return switch (transactionState(connection)) {
      case OPEN -> true;
      case IDLE -> connection.getAutoCommit();
      case FAILED -> false;
    };
  }

  private static void learnAll(ResultSet result, int columns) throws SQLException {
    while (result.next()) {
      for (int i = 1; i <= columns; i++) {
        SensitiveText.learnComputed("text", result.getString(i));
      }
    }
  }

  private List<Mask> masks(
      PgConnection connection,
      Query statement,
      @Nullable ParameterList values,
      ResultSetMetaData columns)
      throws SQLException {
    Optional<List<Mask>> stored = origins(connection).ofKnownTables(described(columns));
    if (stored.isPresent()) {
      return stored.get();
    }
    // With its values: PostgreSQL may fold an expression away for some of them.
    String sql = values == null ? statement.getNativeSql() : statement.toString(values);
    if (sql.length() > LONGEST) {
      return traced(connection, sql, columns);
    }
    String key = connection.getURL() + ' ' + sql;
    List<Mask> before = known.get(key);
    if (before != null && before.size() == columns.getColumnCount()) {
      return before;
    }
    List<Mask> masks = traced(connection, sql, columns);
    known.put(key, masks);
    return masks;
  }

  // In the statement's transaction, which continues as if nothing had been asked.
  private List<Mask> traced(PgConnection connection, String sql, ResultSetMetaData columns)
      throws SQLException {
    boolean inside = transactionState(connection) == TransactionState.OPEN;
    if (!inside) {
      return origins(connection).of(described(columns), selecting(sql), connection);
    }
    UndoPoint point = UndoPoint.inside(connection, SAVEPOINT, Aside.Work::run);
    point.set();
    try {
      return origins(connection).of(described(columns), selecting(sql), connection);
    } finally {
      point.undo();
    }
  }

  private static List<ResultColumn> described(ResultSetMetaData columns) throws SQLException {
    return ResultColumn.of((PGResultSetMetaData) columns);
  }

  private static Selecting selecting(String sql) {
    return new Selecting(sql, SqlStatement.of(sql).verb(), List.of());
  }

  private ColumnOrigins origins(PgConnection connection) throws SQLException {
    return origins.computeIfAbsent(
        connection.getURL(), database -> new ColumnOrigins(masking.get()));
  }
}
