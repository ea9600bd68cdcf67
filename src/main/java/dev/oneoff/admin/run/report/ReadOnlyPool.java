package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.Pooling;
import dev.oneoff.admin.database.pool.EveryPool;
import dev.oneoff.admin.database.pool.Pools;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * While a report runs, every connection of the application's pools reads only and fetches rows in
 * portions: also one that a service's bean takes outside the report's transaction or by a new one.
 * Behind a pooler only a transaction can be told so, and its end is not ours to see where a bean
 * ends it by hand: there a connection outside of the transaction manager's is refused.
 */
@Singleton
class ReadOnlyPool implements EveryPool {

  /** Without a limit the driver takes all rows of a result into memory. */
  private static final int FETCH_SIZE = 500;

  private volatile boolean closed;
  private volatile boolean pooled;

  /** From here to its end nobody in this process writes by the pool. */
  AutoCloseable close(Database database) throws SQLException {
    pooled = Pooling.changesReadingSessions(database);
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
        if (pooled && QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
          throw AdminException.refused(
              "This report takes a connection outside of a transaction, and behind a pooler in"
                  + " transaction mode nothing would keep that from writing. Set"
                  + " DATABASE_DIRECT_URL to the database's own address.");
        }
        if (pooled || !connection.getAutoCommit()) {
          statement.execute(
              connection.getAutoCommit() ? "begin read only" : "set transaction read only");
        }
        if (!pooled) {
          statement.execute("set session characteristics as transaction read only");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }
}
