package dev.oneoff.admin.shell;

import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.database.session.TableChange;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * The connections that snippets have at this moment: to cancel what runs on them, and to see what a
 * transaction has changed.
 */
@Singleton
@Unremovable
class ConsoleConnections implements AgroalPoolInterceptor {

  private final TransactionSynchronizationRegistry transactions;
  private final Set<PgConnection> taken = ConcurrentHashMap.newKeySet();
  private final Instance<Session> sessions;
  private final List<TableChange> committed = new ArrayList<>();
  private volatile @Nullable BooleanSupplier watched;

  ConsoleConnections(TransactionSynchronizationRegistry transactions, Instance<Session> sessions) {
    this.transactions = transactions;
    this.sessions = sessions;
  }

  /** From now on, where writing is open. */
  void watch(BooleanSupplier writing) {
    watched = writing;
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    BooleanSupplier writing = watched;
    if (writing == null) {
      return;
    }
    PgConnection plain = plain(connection);
    taken.add(plain);
    if (writing.getAsBoolean() && transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
      transactions.registerInterposedSynchronization(new Watch(plain));
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    taken.remove(plain(connection));
  }

  /** Ends the statement that each of them runs, if it runs one. */
  void cancel() {
    taken.forEach(Cancellation::cancel);
  }

  /** What was committed since it was asked last. */
  List<TableChange> takeCommitted() {
    List<TableChange> taken = List.copyOf(committed);
    committed.clear();
    return taken;
  }

  // What the pool hands out is closed before its transaction ends.
  private static PgConnection plain(Connection connection) {
    try {
      return connection.unwrap(PgConnection.class);
    } catch (SQLException e) {
      throw new IllegalStateException("This is no connection of PostgreSQL's.", e);
    }
  }

  private static Map<String, TableChange> counted(Connection connection) {
    try {
      return TableChange.counted(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("What was changed cannot be counted.", e);
    }
  }

  /** Compares a transaction's end with its begin. */
  private final class Watch implements Synchronization {
    private final Connection connection;
    private final Map<String, TableChange> before;
    private List<TableChange> changed = List.of();

    Watch(Connection connection) {
      this.connection = connection;
      this.before = counted(connection);
    }

    // What the entities' changes write is written now, or it would be after this.
    @Override
    public void beforeCompletion() {
      sessions.get().flush();
      changed = TableChange.since(before, counted(connection));
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        committed.addAll(changed);
      }
    }
  }
}
