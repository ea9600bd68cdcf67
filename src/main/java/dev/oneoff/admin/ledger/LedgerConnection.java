package dev.oneoff.admin.ledger;

import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, in autocommit, for what a run asks and tells the ledger: logging in is most of
 * what that costs. It is not the work's, so nothing is undone with it.
 */
public final class LedgerConnection implements AutoCloseable {

  private static final int ANSWER_SECONDS = 5;

  private final Database database;
  private @Nullable Connection connection;

  public LedgerConnection(Database database) {
    this.database = database;
  }

  /**
   * The open one, or a new one: a person can think for hours between two statements, and a firewall
   * forgets the connection.
   */
  public synchronized Connection get() throws SQLException {
    if (connection != null && !connection.isValid(ANSWER_SECONDS)) {
      close();
    }
    Connection open = connection;
    if (open == null) {
      open = database.connect();
      connection = open;
    }
    return open;
  }

  /** The next one is new. */
  @Override
  public synchronized void close() {
    try (Connection open = connection) {
      connection = null;
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
