package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.database.pool.ConsoleGuard;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.TransactionNumbers;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;

/**
 * Sessions that read entities: one transaction that PostgreSQL prevents from writing, rolled back
 * at its end. They keep no entity after reading it, so memory does not grow with the number of
 * entities.
 */
@Dependent
@Unremovable
public class ReadingSessions {

  /** Whatever reads. */
  public interface Reading<T> {
    T read(StatelessSession session, Connection connection) throws Exception;
  }

  private final ConsoleGuard pool;
  private final Entities entities;

  ReadingSessions(ConsoleGuard pool, Entities entities) {
    this.pool = pool;
    this.entities = entities;
  }

  /**
   * Reads in a new transaction.
   *
   * @param limits how long each statement may take
   * @param connected supplies what the session uses instead of the connection
   * @param inspector sees, and can change, each statement before it is sent
   * @throws AdminException {@code REFUSED} for an attempt to write or anything the role may not do,
   *     {@code FAILED} if it takes too long
   */
  public <T> T read(
      Database database,
      SessionLimits limits,
      UnaryOperator<Connection> connected,
      UnaryOperator<String> inspector,
      Reading<T> reading)
      throws Exception {
    entities.requireOneTenant();
    try (AutoCloseable guard = pool.guard(limits);
        Connection connection = Pools.administered().getConnection()) {
      // Rows arrive in chunks only while the driver believes in a transaction.
      connection.setAutoCommit(false);
      try (StatelessSession session =
          entities
              .factory()
              .withStatelessOptions()
              .connection(connected.apply(connection))
              .statementInspector(inspector)
              .openStatelessSession()) {
        ServerSettings.ofTransaction(
            connection,
            Map.of(
                "application_name",
                database.applicationName(),
                "client_connection_check_interval",
                "1s"));
        TransactionNumbers begun = TransactionNumbers.of(connection);
        T read = reading.read(session, connection);
        begun.requireReadOnly(connection);
        return read;
      } finally {
        rollBack(connection);
      }
    } catch (Exception e) {
      throw ReadingFailure.explain(e, limits, database.readingFailure());
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is lost; the earlier failure explains that better.
    }
  }
}
