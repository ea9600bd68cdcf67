package dev.oneoff.admin.shell;

import dev.oneoff.admin.database.pool.PoolInterceptor;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.entity.PersistenceUnits;
import dev.oneoff.admin.shell.wire.BudgetWire;
import dev.oneoff.admin.shell.wire.KeepingWire;
import dev.oneoff.admin.shell.wire.WatchedWire;
import io.agroal.api.transaction.TransactionAware;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformException;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * The connections that snippets currently hold: to cancel what runs on them, and to see what a
 * transaction has changed.
 */
@Singleton
@Unremovable
class ConsoleConnections implements PoolInterceptor {

  private static final WatchedWire.Watcher NOBODY = (connection, statement, values, rows) -> {};

  private final TransactionSynchronizationRegistry transactions;
  private final Map<PgConnection, Taken> taken = new ConcurrentHashMap<>();
  private final List<TableChange> committed = new ArrayList<>();
  private volatile @Nullable BooleanSupplier watched;
  private volatile WatchedWire.Watcher seen = NOBODY;
  private volatile BudgetWire.@Nullable Budget budget;
  private volatile KeepingWire.@Nullable Keeper keeper;

  /** Which thread took one, and its handle in the pool. */
  private record Taken(Connection connection, Thread by) {}

  ConsoleConnections(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /**
   * From now on, until the returned guard is closed.
   *
   * @param writing whether writing is allowed
   * @param seen is told about all rows received
   * @param budget what a statement may overwrite
   * @param keeper keeps what is written
   */
  AutoCloseable watch(
      BooleanSupplier writing,
      WatchedWire.Watcher seen,
      BudgetWire.Budget budget,
      KeepingWire.Keeper keeper) {
    this.keeper = keeper;
    this.seen = seen;
    this.budget = budget;
    watched = writing;
    return () -> {
      watched = null;
      this.seen = NOBODY;
      this.budget = null;
      this.keeper = null;
    };
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    BooleanSupplier writing = watched;
    if (writing == null) {
      return;
    }
    PgConnection plain = plain(connection);
    // A link added later comes earlier: a statement that is tried twice is seen once, and kept each
    // time.
    KeepingWire.keep(plain, () -> Optional.ofNullable(keeper));
    BudgetWire.hold(plain, () -> Optional.ofNullable(budget));
    WatchedWire.watch(plain, () -> seen);
    taken.put(plain, new Taken(connection, Thread.currentThread()));
    if (writing.getAsBoolean() && transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
      transactions.registerInterposedSynchronization(new Watch(plain));
    }
  }

  @Override
  public void onConnectionReturn(Connection connection) {
    taken.remove(plain(connection));
  }

  /** Cancels the statement that each of them is running, if any. */
  void cancel() {
    taken.keySet().forEach(Cancellation::cancel);
  }

  /**
   * Reclaims what this thread has taken and not closed; returns how many there were. Code that
   * still holds one finds it closed: what the next caller gets is no longer theirs.
   */
  int reclaim() {
    int many = 0;
    for (Map.Entry<PgConnection, Taken> each : taken.entrySet()) {
      if (each.getValue().by() == Thread.currentThread()) {
        many++;
        reclaim(each.getKey(), each.getValue().connection());
      }
    }
    return many;
  }

  // The pool shows its interceptors a connection that is not returned by closing it.
  private static void reclaim(PgConnection plain, Connection connection) {
    try {
      Field handler = connection.getClass().getDeclaredField("handler");
      handler.setAccessible(true);
      TransactionAware pooled = (TransactionAware) handler.get(connection);
      pooled.setFlushOnly();
      pooled.transactionEnd();
      plain.close();
    } catch (ReflectiveOperationException | SQLException e) {
      throw new IllegalStateException("A connection that was left open cannot be reclaimed.", e);
    }
  }

  /** What has been committed since the last call. */
  List<TableChange> takeCommitted() {
    List<TableChange> changes = List.copyOf(committed);
    committed.clear();
    return changes;
  }

  // What the pool hands out is closed before its transaction ends.
  private static PgConnection plain(Connection connection) {
    try {
      return connection.unwrap(PgConnection.class);
    } catch (SQLException e) {
      throw new IllegalStateException("This is not a connection to PostgreSQL.", e);
    }
  }

  private static Map<String, TableChange> counted(Connection connection) {
    Map<String, TableChange> counted = new HashMap<>();
    try {
      WatchedWire.aside(connection, () -> counted.putAll(TableChange.counted(connection)));
      return counted;
    } catch (SQLException e) {
      throw new IllegalStateException("What was changed cannot be counted.", e);
    }
  }

  /** Compares the end of a transaction with its beginning. */
  private final class Watch implements Synchronization {
    private final Connection connection;
    private final Map<String, TableChange> before;
    private List<TableChange> changed = List.of();

    Watch(Connection connection) {
      this.connection = connection;
      this.before = counted(connection);
    }

    @Override
    public void beforeCompletion() {
      flush();
      Map<String, TableChange> after = counted(connection);
      undone().forEach(each -> before.merge(each.table(), each, TableChange::plus));
      changed = TableChange.since(before, after);
    }

    // PostgreSQL counts attempts, too.
    private List<TableChange> undone() {
      try {
        return BudgetWire.undone(connection);
      } catch (SQLException e) {
        throw new IllegalStateException("What was changed cannot be counted.", e);
      }
    }

    // Changes to entities are flushed now, or they would be written after this.
    private void flush() {
      for (PersistenceUnits.Unit unit : PersistenceUnits.all()) {
        try {
          unit.session().flush();
        } catch (JtaPlatformException e) {
          // There are none: a transaction without a session cannot get one at its end.
        }
      }
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        committed.addAll(changed);
      }
    }
  }
}
