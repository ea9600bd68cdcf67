package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection for what the ledger is asked and told in a row: logging in is most of what that
 * costs. It is closed before the work begins, which may take hours.
 */
final class LedgerConnection implements AutoCloseable {

  private final Database database;
  private @Nullable Connection connection;

  LedgerConnection(Database database) {
    this.database = database;
  }

  /** The open one, or a new one. */
  synchronized Connection get() {
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
