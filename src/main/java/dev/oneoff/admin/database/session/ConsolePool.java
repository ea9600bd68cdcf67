package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.Database;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * While a console is open, every connection that the application takes from any pool is in a
 * read-only transaction with a snapshot, which PostgreSQL lets nobody leave: entities, the
 * service's own beans and JDBC by hand meet the same wall. When it goes back it is rolled back and
 * forgets what was set in it.
 */
@Singleton
@Unremovable
public class ConsolePool implements EveryPool {

  private static final String RESET =
      "reset all; discard temp; select pg_advisory_unlock_all(); unlisten *";

  private record Guard(WriteWindow window, SessionLimits limits) {}

  // Resetting takes the pool's own name away.
  private static final String NAME =
      "set application_name = 'oneoff console "
          + ProcessHandle.current().pid()
          + "@"
          + Database.hostName().replace("'", "")
          + "'";

  private volatile @Nullable Guard guard;

  /** From now on to the end of the process, unless what this gives is closed before. */
  public AutoCloseable guard(WriteWindow window, SessionLimits limits) {
    Guard before = guard;
    become(new Guard(window, limits));
    return () -> become(before);
  }

  private void become(@Nullable Guard next) {
    guard = next;
    // What was prepared for another one, or not at all, is not for the next one.
    Pools.renew();
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    Guard now = guard;
    if (now == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(NAME);
      if (now.window().isOpen()) {
        statement.execute("set session characteristics as transaction read write");
        statement.execute(now.limits().sql(false));
        return;
      }
      statement.execute("set session characteristics as transaction read only");
      // Outside of a transaction of the application's own, one is begun for it.
      statement.execute(
          connection.getAutoCommit() ? "begin read only" : "set transaction read only");
      statement.execute(now.limits().sql(false));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be prepared for reading.", e);
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    if (guard == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
      statement.execute(RESET);
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be reset.", e);
    }
  }
}
