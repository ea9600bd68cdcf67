package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.WriteWindow;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * While a console is open, every connection that the application takes from any pool is in a
 * read-only transaction with a snapshot, which PostgreSQL does not let anyone turn into a writing
 * one: entities, the service's own beans and hand-written JDBC all meet it. Ending that transaction
 * only leads to the next one, before the next statement ({@link ReadingWire}). When a connection is
 * returned it is rolled back and its settings are reset.
 */
@Singleton
@Unremovable
public class ConsoleGuard implements PoolInterceptor {

  private static final String RESET = "reset all; discard temp; unlisten *";

  // Set at once if a pooler leaves us the session; everything else ends with the transaction.
  private static final String END = "rollback; select pg_advisory_unlock_all()";

  /**
   * @param owns whether the administered pool's sessions are known to be its own for as long as it
   *     has them
   */
  private record Guard(WriteWindow window, SessionLimits limits, boolean owns) {

    boolean holds(Connection connection) throws SQLException {
      // Another datasource's pool may be behind a pooler of its own.
      return (owns && Pools.isAdministered(connection)) || !Pooler.before(connection);
    }
  }

  // Resetting also removes the pool's own name.
  private static final String NAME =
      "set application_name = 'oneoff console "
          + ProcessHandle.current().pid()
          + "@"
          + Database.hostName().replace("'", "")
          + "'";

  private volatile @Nullable Guard guard;
  private volatile boolean wrote;
  private volatile boolean wroteWhileReading;

  /**
   * From now on, until the returned guard is closed, connections only read. Behind a pooler they do
   * so in the one transaction that they are in.
   */
  public AutoCloseable guard(SessionLimits limits) {
    return guard(new Guard(WriteWindow.closed(), limits, false));
  }

  /**
   * The same, unless the window is open, in sessions that belong to the pool: the connection's user
   * may end its transaction.
   */
  public AutoCloseable guard(WriteWindow window, SessionLimits limits) {
    return guard(new Guard(window, limits, true));
  }

  /** Whether anything was written on its connections since the last call. */
  public boolean takeWrote() {
    boolean taken = wrote;
    wrote = false;
    return taken;
  }

  /** Whether that happened on a connection that was meant to read. */
  public boolean takeWroteWhileReading() {
    boolean taken = wroteWhileReading;
    wroteWhileReading = false;
    return taken;
  }

  private void tellWrote(boolean whileReading) {
    wrote = true;
    wroteWhileReading |= whileReading;
  }

  private AutoCloseable guard(Guard next) {
    Guard before = guard;
    become(next);
    return () -> become(before);
  }

  private void become(@Nullable Guard next) {
    guard = next;
    // What was prepared for somebody else, or not at all, must not be handed to the next user.
    Pools.renew();
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    Guard now = guard;
    if (now == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      // Outside any transaction of the application's own, one is begun for it.
      String readOnly =
          connection.getAutoCommit() ? "begin read only" : "set transaction read only";
      if (!now.holds(connection)) {
        statement.execute(readOnly);
        statement.execute(now.limits().sql(true));
      } else {
        prepare(statement, now, readOnly);
      }
      // After that transaction ends, the next one begins before the next statement.
      ReadingWire.of(connection.unwrap(PgConnection.class)).guard(now.window(), this::tellWrote);
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }

  private static void prepare(Statement statement, Guard now, String readOnly) throws SQLException {
    statement.execute(NAME);
    if (now.window().isOpen()) {
      statement.execute("set session characteristics as transaction read write");
    } else {
      statement.execute("set session characteristics as transaction read only");
      statement.execute(readOnly);
    }
    statement.execute(now.limits().sql(false));
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    free(connection);
    Guard now = guard;
    if (now == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(END);
      if (now.holds(connection)) {
        statement.execute(RESET);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be reset.", e);
    }
  }

  private static void free(Connection connection) {
    try {
      ReadingWire.free(connection.unwrap(PgConnection.class));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be let go.", e);
    }
  }
}
