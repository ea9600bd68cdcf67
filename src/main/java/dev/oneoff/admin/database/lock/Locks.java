package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes locks. Waiting means polling, each time in a transaction of its own: a session that waits
 * inside the server holds a snapshot, which a {@code CREATE INDEX CONCURRENTLY} of the holder would
 * wait for in turn.
 */
public final class Locks {

  private static final long POLL_MILLIS = 200;
  private static final Duration SAY_AGAIN = Duration.ofSeconds(10);

  private final Database database;
  private final Interruption interruption;
  private final Consumer<String> say;

  /**
   * Takes locks in a database.
   *
   * @param say is told whom we wait for
   */
  public Locks(Database database, Interruption interruption, Consumer<String> say) {
    this.database = database;
    this.interruption = interruption;
    this.say = say;
  }

  /** Takes the lock if nobody has it. */
  public Optional<Lock> tryAcquire(LockKey key) throws SQLException {
    return attempt(key, session(database), Sessions::tryLock);
  }

  /**
   * Takes the lock in shared mode, unless somebody has it exclusively: a sign of life that several
   * processes give together.
   */
  public Optional<Lock> tryShare(LockKey key) throws SQLException {
    return attempt(key, session(database), Sessions::tryShare);
  }

  /**
   * Takes the lock, and waits for it.
   *
   * @throws AdminException {@code BUSY} if another process still holds it after this time
   */
  public Lock acquire(LockKey key, Duration timeout) throws SQLException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long sayAgain = System.nanoTime();
    @Nullable Connection waiting = null;
    @Nullable Holder holder = null;
    boolean away = false;
    while (true) {
      try {
        Connection connection = waiting == null ? session(database) : waiting;
        waiting = connection;
        away = false;
        if (Sessions.tryLock(connection, key.session())) {
          return new Lock(database, key, connection, interruption, say, deadline);
        }
        holder = Holder.of(connection, key.work()).or(() -> holding(connection, key)).orElse(null);
      } catch (SQLException | AdminException e) {
        // The database went away while we were waiting: it may be back before our time is up.
        close(waiting);
        waiting = null;
        if (!passing(e) || System.nanoTime() >= deadline) {
          throw e;
        }
        if (!away) {
          say.accept("The connection to the database is gone; waiting for it to come back.");
        }
        away = true;
      }
      if (System.nanoTime() >= deadline) {
        close(waiting);
        throw busy(holder, timeout);
      }
      if (waiting != null && System.nanoTime() >= sayAgain) {
        say.accept("Waiting for " + (holder == null ? "another process" : holder) + ".");
        sayAgain = System.nanoTime() + SAY_AGAIN.toNanos();
      }
      try {
        interruption.sleep(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (AdminException e) {
        close(waiting);
        throw e;
      }
    }
  }

  /** Who holds the lock now. */
  public Optional<Holder> holder(LockKey key) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      Optional<Holder> working = Holder.of(connection, key.work());
      return working.isPresent() ? working : Holder.of(connection, key.session());
    }
  }

  private interface Attempt {
    boolean take(Connection connection, long key) throws SQLException;
  }

  private Optional<Lock> attempt(LockKey key, Connection connection, Attempt attempt)
      throws SQLException {
    boolean held = false;
    try {
      held = attempt.take(connection, key.session());
      return held
          ? Optional.of(new Lock(database, key, connection, interruption, say, System.nanoTime()))
          : Optional.empty();
    } finally {
      if (!held) {
        close(connection);
      }
    }
  }

  /**
   * A session for the caller's own locks: it bypasses any pooler, and ends soon after its process.
   */
  public static Connection session(Database database) throws SQLException {
    Connection connection = database.connectDirect();
    try {
      TransactionPooler.refuse(connection, database);
      Sessions.lively(connection);
      return connection;
    } catch (SQLException | AdminException e) {
      close(connection);
      throw e;
    }
  }

  private static Optional<Holder> holding(Connection connection, LockKey key) {
    try {
      return Holder.of(connection, key.session());
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static boolean passing(Exception e) {
    if (e instanceof SQLException sql) {
      return SqlState.of(sql).ended();
    }
    return e instanceof AdminException known && known.reason() == AdminException.Cause.UNAVAILABLE;
  }

  private static AdminException busy(@Nullable Holder holder, Duration timeout) {
    return AdminException.busy(
        "After "
            + timeout.toSeconds()
            + " s the lock is still held by "
            + (holder == null ? "another process" : holder)
            + ". Try again later, or with a longer --wait-timeout.");
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is gone either way.
    }
  }
}
