package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.lock.TransactionPooler;
import dev.oneoff.admin.database.pool.PoolInterceptor;
import dev.oneoff.admin.database.pool.Pools;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * While a report runs, every connection of the application's pools is read-only and fetches rows in
 * chunks, including one that a service's bean takes outside the report's transaction or in a new
 * one. Behind a pooler only a transaction can be made read-only, and we cannot see a transaction
 * end that a bean manages by hand: there, connections outside the transaction manager are refused.
 */
@Singleton
class ReadOnlyPool implements PoolInterceptor {

  /** Without a limit the driver loads all rows of a result into memory. */
  private static final int FETCH_SIZE = 500;

  private volatile boolean closed;

  /** Of the administered datasource, by its mode. */
  private volatile boolean pooled;

  /** From now until it is closed, nothing in this process can write through the pool. */
  AutoCloseable close(Database database) throws SQLException {
    pooled = TransactionPooler.changesReadingSessions(database);
    closed = true;
    return () -> {
      closed = false;
      // What was prepared for reading must not be handed to the next user.
      Pools.renew();
    };
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!closed) {
      return;
    }
    try {
      boolean transactionsOnly =
          Pools.isAdministered(connection) ? pooled : Pooler.before(connection);
      connection.unwrap(PGConnection.class).setDefaultFetchSize(FETCH_SIZE);
      try (Statement statement = connection.createStatement()) {
        if (transactionsOnly && QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
          throw AdminException.refused(
              "This report takes a connection outside of a transaction, and behind a pooler in"
                  + " transaction mode nothing would keep that from writing. Set"
                  + " DATABASE_DIRECT_URL to the database's own address.");
        }
        if (transactionsOnly || !connection.getAutoCommit()) {
          statement.execute(
              connection.getAutoCommit() ? "begin read only" : "set transaction read only");
        }
        if (!transactionsOnly) {
          statement.execute("set session characteristics as transaction read only");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }
}
