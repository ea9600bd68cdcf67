package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.migrate.plan.StatementText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;

/**
 * Runs each statement of a changeset that is not a single transaction so that its effect and the
 * note that it is done are committed together. Only what PostgreSQL refuses in a transaction is
 * noted before it runs, and afterwards.
 */
final class StepRun {

  /** A statement, or code, by whatever means it runs. */
  interface Action {
    void run() throws LiquibaseException;
  }

  /**
   * What can run.
   *
   * @param code whether its effect is unknown, including whether it can run in a transaction
   */
  record Statement(String text, boolean code, Action action) {}

  // Outside a transaction these may end some of their own.
  private static final Pattern COMMITS =
      Pattern.compile("(call|do)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Connection connection;
  private final StepLog log;
  private final StepLog.Key key;
  private final Patience patience;
  private int done;

  /**
   * @param connection in autocommit
   * @param patience with others' locks; code has none of its own
   * @param done how many are done already
   */
  StepRun(Connection connection, StepLog log, StepLog.Key key, Patience patience, int done) {
    this.patience = patience;
    this.connection = connection;
    this.log = log;
    this.key = key;
    this.done = done;
  }

  int done() {
    return done;
  }

  void run(Statement statement) throws LiquibaseException {
    try {
      boolean kept = !statement.code() && limited(statement);
      if (!kept) {
        onceOnly(statement);
      }
      done++;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** False if only {@link #onceOnly} is left; then none of it has been done. */
  private boolean limited(Statement statement) throws LiquibaseException, SQLException {
    patience.alone(connection, statement.text());
    boolean kept;
    try {
      kept = inTransaction(statement);
      if (!kept && !mayCommit(statement)) {
        alone(statement);
        kept = true;
      }
    } catch (LiquibaseException | SQLException | RuntimeException e) {
      try {
        patience.noMore(connection);
      } catch (SQLException restore) {
        e.addSuppressed(restore);
      }
      throw e;
    }
    patience.noMore(connection);
    return kept;
  }

  private static boolean mayCommit(Statement statement) {
    return StatementText.statements(statement.text()).stream()
        .anyMatch(one -> COMMITS.matcher(one.shape()).matches());
  }

  private void onceOnly(Statement statement) throws LiquibaseException, SQLException {
    try {
      alone(statement);
    } catch (LiquibaseException | RuntimeException e) {
      throw new PartlyKept(e);
    }
  }

  /** False if it cannot run in a transaction; then none of it has been done. */
  private boolean inTransaction(Statement statement) throws LiquibaseException, SQLException {
    connection.setAutoCommit(false);
    try {
      statement.action().run();
      log.did(key, done + 1, statement.text());
      connection.commit();
      return true;
    } catch (LiquibaseException e) {
      connection.rollback();
      if (SqlState.of(e) == SqlState.IN_A_TRANSACTION) {
        return false;
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private void alone(Statement statement) throws LiquibaseException, SQLException {
    log.begins(key, done + 1, statement.text());
    try {
      statement.action().run();
    } catch (LiquibaseException | RuntimeException e) {
      // If the connection is lost too, it stays in doubt.
      if (!connection.isClosed()) {
        log.failed(key, done + 1);
      }
      throw e;
    }
    log.ended(key, done + 1);
  }
}
