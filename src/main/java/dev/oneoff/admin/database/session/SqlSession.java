package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.origin.Selecting;
import dev.oneoff.admin.database.statement.Alone;
import dev.oneoff.admin.database.statement.OneStatement;
import dev.oneoff.admin.database.statement.ReadOnlyRules;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Runs statements one by one, each in a transaction of its own: read-only and rolled back, unless
 * the window is open. Afterwards the session is as good as new. One thread runs, any other may
 * cancel.
 */
public final class SqlSession implements AutoCloseable {

  /** Without a limit the driver loads all rows of a result into memory. */
  private static final int FETCH = 500;

  private final Database database;
  private final Supplier<Connection> connect;
  private final WriteWindow window;
  private final SessionLimits limits;
  private final SqlValues values;
  private final Masking masking;
  // What a pooler passes on to others is cleared before it can do so: in the message that ends the
  // transaction.
  private static final String CLEAR_WRITTEN =
      "; reset all; discard temp; select pg_advisory_unlock_all(); unlisten *";
  private static final String CLEAR_READ = "; select pg_advisory_unlock_all()";

  private volatile @Nullable Connection connection;
  private boolean pooled;

  /**
   * A session that is opened with its first statement.
   *
   * @param masking which columns are not shown
   */
  public SqlSession(Database database, WriteWindow window, Masking masking) {
    this.database = database;
    this.connect = () -> window.isOpen() ? database.connectDirect() : database.connectReadOnly();
    this.window = window;
    this.limits = SessionLimits.of(database.settings());
    this.values = new SqlValues(masking);
    this.masking = masking;
  }

  /**
   * Runs a statement.
   *
   * @param parameters values of its {@code :name}s, as PostgreSQL writes them
   * @throws AdminException {@code REFUSED} for a write while the window is closed, {@code FAILED}
   *     with PostgreSQL's message
   */
  public SqlOutcome run(SqlStatement statement, Map<String, String> parameters, SqlResult result) {
    return run(statement, parameters, result, ChangeLimit.NONE);
  }

  /**
   * The same, but a statement that updates and deletes more rows than allowed is rolled back. This
   * is known before any row of {@code returning} is handed over, but not before the first rows of a
   * {@code select} whose functions write. A statement that runs outside a transaction has no limit.
   */
  public SqlOutcome run(
      SqlStatement statement, Map<String, String> parameters, SqlResult result, long most) {
    boolean writes = window.isOpen();
    Redaction.PROCESS.typed(statement.text());
    parameters.values().forEach(Redaction.PROCESS::typed);
    if (writes) {
      ReadOnlyRules.requireOneTransaction(statement);
    } else {
      ReadOnlyRules.requireReadable(statement, this::toWrite);
    }
    try {
      Connection session = open();
      SqlOutcome outcome =
          writes && Alone.isNeeded(statement)
              ? alone(session, statement, parameters, result)
              : inTransaction(session, writes, statement, parameters, result, most);
      forget(writes, statement);
      return outcome;
    } catch (SQLException e) {
      forget(writes, statement);
      throw new SqlFailure(
              statement,
              limits,
              writes ? database.failure() : database.readingFailure(),
              SqlState.tellsWhole(e)
                  ? masking == Masking.NONE
                  : tellsNoSecret(statement, parameters))
          .explain(e, this::toWrite);
    }
  }

  private void forget(boolean writes, SqlStatement statement) {
    if (writes || !ReadOnlyRules.reads(statement)) {
      values.origins().forget();
    }
  }

  // Nobody is told how to write if the role cannot anyway.
  private String toWrite() {
    return database.failure().cannotWrite().orElse(ReadOnlyRules.HOW_TO_WRITE);
  }

  private Connection open() throws SQLException {
    Connection now = connection;
    if (now == null || now.isClosed()) {
      now = connect.get();
      // Otherwise the driver would still believe prepared what the session forgets at its end.
      now.unwrap(PGConnection.class).setPrepareThreshold(0);
      OneStatement.only(now);
      pooled = Pooler.before(now);
      connection = now;
    }
    return now;
  }

  private SqlOutcome inTransaction(
      Connection session,
      boolean writes,
      SqlStatement statement,
      Map<String, String> parameters,
      SqlResult result,
      long most)
      throws SQLException {
    session.setAutoCommit(false);
    boolean committed = false;
    try {
      TransactionNumbers begun = begin(session, writes);
      if (!writes) {
        return new SqlOutcome(
            reading(session, statement, parameters, result, begun), List.of(), false);
      }
      ChangeLimit limit = ChangeLimit.of(session, statement, most);
      long rows =
          execute(
              session, statement, parameters, result, () -> limit.isExceeded(limit.changes(), 0));
      List<TableChange> changes = limit.changes();
      if (limit.isExceeded(changes, rows)) {
        return new SqlOutcome(
            rows,
            changes,
            false,
            Optional.of(
                new SqlOutcome.Undone(
                    limit.overwritten(changes, rows), ChangeLimit.which(session))));
      }
      boolean wrote = TransactionNumbers.of(session).number().isPresent();
      commit(session);
      committed = true;
      return new SqlOutcome(rows, changes, wrote);
    } finally {
      end(session, committed);
    }
  }

  private TransactionNumbers begin(Connection session, boolean writes) throws SQLException {
    try (Statement sql = session.createStatement()) {
      if (!writes) {
        sql.execute("set transaction read only");
      }
      // This also takes the snapshot, after which PostgreSQL does not let anyone end read-only
      // mode.
      sql.execute(limits.sql(true));
      try (ResultSet row =
          sql.executeQuery(
              "select set_config('application_name', '"
                  + database.applicationName().replace("'", "''")
                  + "', true), "
                  + TransactionNumbers.COLUMNS)) {
        row.next();
        return TransactionNumbers.read(row, 2);
      }
    }
  }

  private void commit(Connection session) throws SQLException {
    if (!pooled) {
      session.commit();
      return;
    }
    try (Statement sql = session.createStatement()) {
      sql.execute("commit" + CLEAR_WRITTEN);
    }
  }

  private void end(Connection session, boolean committed) {
    try (Statement sql = session.createStatement()) {
      if (!committed) {
        sql.execute("rollback" + CLEAR_READ);
      }
      session.setAutoCommit(true);
      if (!pooled) {
        sql.execute("discard all");
      }
    } catch (SQLException e) {
      // The next statement gets a session of its own.
      close();
    }
  }

  // Some administrative statements cannot run inside a transaction.
  private SqlOutcome alone(
      Connection session, SqlStatement statement, Map<String, String> parameters, SqlResult result)
      throws SQLException {
    session.setAutoCommit(true);
    return new SqlOutcome(execute(session, statement, parameters, result), List.of(), true);
  }

  private long reading(
      Connection session,
      SqlStatement statement,
      Map<String, String> parameters,
      SqlResult result,
      TransactionNumbers begun)
      throws SQLException {
    try {
      long rows = execute(session, statement, parameters, result);
      begun.requireReadOnly(session);
      return rows;
    } catch (SQLException e) {
      begun.requireNotLeft(session);
      throw e;
    }
  }

  private interface Stop {
    boolean isDue() throws SQLException;
  }

  private long execute(
      Connection session, SqlStatement statement, Map<String, String> parameters, SqlResult result)
      throws SQLException {
    return execute(session, statement, parameters, result, () -> false);
  }

  private long execute(
      Connection session,
      SqlStatement statement,
      Map<String, String> parameters,
      SqlResult result,
      Stop stop)
      throws SQLException {
    SqlStatement.Bound bound = statement.bind(parameters);
    OneStatement.require(session, bound.sql());
    try (PreparedStatement query = session.prepareStatement(bound.sql())) {
      for (int i = 0; i < bound.parameters().size(); i++) {
        // Of whatever type PostgreSQL infers for its position.
        query.setObject(i + 1, parameters.get(bound.parameters().get(i)), Types.OTHER);
      }
      query.setFetchSize(FETCH);
      if (!query.execute()) {
        return Math.max(0, query.getUpdateCount());
      }
      if (stop.isDue()) {
        return 0;
      }
      try (ResultSet rows = query.getResultSet()) {
        return values
            .hand(rows, selecting(statement, bound, parameters), result, Long.MAX_VALUE)
            .rows();
      }
    }
  }

  /** Some of the rows that an undone statement would have overwritten: {@link UndoneRows}. */
  public void undone(SqlOutcome outcome, SqlResult result) throws SQLException {
    Connection session = open();
    session.setAutoCommit(false);
    try {
      begin(session, false);
      UndoneRows.of(outcome, session, values, result);
    } finally {
      end(session, false);
    }
  }

  // What it reads is queried again, because the transaction has failed.
  private boolean tellsNoSecret(SqlStatement statement, Map<String, String> parameters) {
    if (masking == Masking.NONE) {
      return true;
    }
    try {
      Connection session = open();
      session.setAutoCommit(false);
      try {
        begin(session, false);
        return !values
            .origins()
            .readsSecrets(selecting(statement, statement.bind(parameters), parameters), session);
      } finally {
        end(session, false);
      }
    } catch (SQLException | AdminException e) {
      return false;
    }
  }

  private static Selecting selecting(
      SqlStatement statement, SqlStatement.Bound bound, Map<String, String> parameters) {
    return new Selecting(
        bound.sql(), statement.verb(), bound.parameters().stream().map(parameters::get).toList());
  }

  /** Cancels whatever is running; its caller gets {@code INTERRUPTED}. */
  public void cancel() {
    Connection now = connection;
    if (now != null) {
      Cancellation.cancel(now);
    }
  }

  /** For a window that opens or closes: another role may be needed. */
  public void renew() {
    close();
  }

  @Override
  public void close() {
    try {
      Connection now = connection;
      if (now != null) {
        now.close();
      }
    } catch (SQLException e) {
      // It is gone already.
    }
    connection = null;
  }
}
