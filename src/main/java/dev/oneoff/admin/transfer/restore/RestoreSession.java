package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import dev.oneoff.admin.transfer.PlainText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A session that reads what an export wrote, and the only one that does so in this database. */
final class RestoreSession implements AutoCloseable {

  /** A statement that waits to alter a table blocks everybody else from it meanwhile. */
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  /** A killed process's statement keeps running for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Map<String, String> SETTINGS =
      PlainText.with(
          Map.of(
              "statement_timeout", "0",
              "idle_in_transaction_session_timeout", "0",
              "lock_timeout", LOCK_TIMEOUT.toMillis() + "ms",
              // Otherwise a policy would hide rows from the counts.
              "row_security", "off"));

  private final Lock lock;
  private final Connection connection;

  private RestoreSession(Lock lock, Connection connection) {
    this.lock = lock;
    this.connection = connection;
  }

  /**
   * Takes the lock, and a connection to work on.
   *
   * @throws AdminException {@code BUSY} if another process has it
   */
  static RestoreSession open(Database database, Invocation invocation) throws SQLException {
    Lock lock = lock(database, invocation);
    try {
      return new RestoreSession(lock, connect(lock));
    } catch (SQLException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Lock lock(Database database, Invocation invocation) throws SQLException {
    try {
      return new Locks(database, invocation.interruption(), invocation.console()::say)
          .acquire(UnfinishedRestore.LOCK, PATIENCE);
    } catch (AdminException e) {
      throw e.reason() == AdminException.Cause.BUSY
          ? AdminException.busy(
              "Another process is restoring into this database. " + e.getMessage())
          : e;
    }
  }

  private static Connection connect(Lock lock) throws SQLException {
    Connection connection = lock.work(SETTINGS).getConnection();
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Not in autocommit. */
  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    try (Lock released = lock) {
      connection.close();
    }
  }
}
