package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.entity.PersistenceUnits;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.postgresql.jdbc.PgConnection;

/**
 * One REPEATABLE READ, READ ONLY transaction of the application's own, so that entities, beans and
 * hand-written JDBC all see the same snapshot. It is rolled back at the end: a report leaves
 * nothing behind.
 */
@Dependent
class Snapshot {

  /** Whatever reads. */
  interface Reading {
    /**
     * Reads.
     *
     * @param forget lets go of the entities that were read so far
     */
    void read(Runnable forget) throws Exception;
  }

  /** In seconds; a report takes as long as it takes. */
  private static final int NO_TIMEOUT = 1_000_000;

  private final ReadOnlyPool pool;

  Snapshot(ReadOnlyPool pool) {
    this.pool = pool;
  }

  /**
   * Reads in a new transaction.
   *
   * @throws AdminException {@code REFUSED} for an attempt to write, {@code INTERRUPTED} when asked
   *     to stop
   */
  void read(Database database, Interruption interruption, Reading reading) throws Exception {
    try (Interruption.Hold hold = interruption.hold();
        AutoCloseable open = pool.close(database)) {
      QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(NO_TIMEOUT));
      try {
        read(begin(database.applicationName()), interruption, reading);
      } finally {
        rollBack();
      }
    } catch (Exception e) {
      if (interruption.requested()) {
        throw AdminException.interrupted("Interrupted. Run the report again; it starts over.");
      }
      throw SqlState.of(e) == SqlState.READ_ONLY ? refusal(e) : e;
    }
  }

  private void read(PgConnection connection, Interruption interruption, Reading reading)
      throws Exception {
    try (Cancellation cancellation =
            new Cancellation(interruption, () -> Cancellation.cancel(connection));
        StoppableWire.Use stoppable = StoppableWire.of(connection, interruption)) {
      List<Session> sessions =
          PersistenceUnits.all().stream().map(unit -> quiet(unit.session())).toList();
      reading.read(() -> sessions.forEach(Session::clear));
    }
  }

  private static void rollBack() {
    try {
      QuarkusTransaction.rollback();
    } catch (RuntimeException e) {
      // The connection is lost; the earlier failure explains that better.
    }
  }

  /** Begins, and returns the transaction's connection. */
  private PgConnection begin(String name) throws SQLException {
    // Closing does not return it: the transaction keeps the connection until it ends.
    try (Connection connection = Pools.administered().getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read, read only");
      }
      // This takes the snapshot, too; after that PostgreSQL does not let anyone change the
      // isolation level.
      ServerSettings.ofTransaction(
          connection, Map.of("application_name", name, "client_connection_check_interval", "1s"));
      // The pool's own is closed by then.
      return connection.unwrap(PgConnection.class);
    }
  }

  private static Session quiet(Session session) {
    session.setHibernateFlushMode(FlushMode.MANUAL);
    // Without copies for dirty checking: nothing will be written.
    session.setDefaultReadOnly(true);
    return session;
  }

  private static AdminException refusal(Throwable failure) {
    String refused = SqlState.failure(failure).map(SqlState::message).orElse("");
    return AdminException.refused(
        "A report only reads, but this one tried to write: "
            + refused
            + ". To change data, write a DataFix or a Cleanup.",
        failure);
  }
}
