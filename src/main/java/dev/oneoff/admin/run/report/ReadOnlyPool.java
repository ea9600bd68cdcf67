package dev.oneoff.admin.run.report;

import dev.oneoff.admin.database.session.EveryPool;
import dev.oneoff.admin.database.session.Pools;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * While a report runs, every connection of the application's pools reads only and fetches rows in
 * portions: also one that a service's bean takes outside the report's transaction or by a new one.
 */
@Singleton
class ReadOnlyPool implements EveryPool {

  /** Without a limit the driver takes all rows of a result into memory. */
  private static final int FETCH_SIZE = 500;

  private volatile boolean closed;

  /** From here to its end nobody in this process writes by the pool. */
  AutoCloseable close() {
    closed = true;
    return () -> {
      closed = false;
      // What was prepared for reading is not for the next one.
      Pools.renew();
    };
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!closed) {
      return;
    }
    try {
      connection.unwrap(PGConnection.class).setDefaultFetchSize(FETCH_SIZE);
      try (Statement statement = connection.createStatement()) {
        if (!connection.getAutoCommit()) {
          statement.execute("set transaction read only");
        }
        statement.execute("set session characteristics as transaction read only");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }
}
