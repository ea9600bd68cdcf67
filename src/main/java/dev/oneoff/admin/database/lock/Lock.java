package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.ServerSettings;
import dev.oneoff.admin.database.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A lock that this process holds, until it is closed or its session is lost. */
public final class Lock implements AutoCloseable {

  private final Database database;
  private final LockKey key;
  private final Connection session;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long deadline;
  // Sentences that nobody needs twice.
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean lost;
  private volatile int working;
  private Optional<Holder> said = Optional.empty();

  /**
   * A lock that was just taken.
   *
   * @param deadline until when, by {@link System#nanoTime()}, an orphan's statement is waited for
   */
  Lock(
      Database database,
      LockKey key,
      Connection session,
      Interruption interruption,
      Consumer<String> say,
      long deadline) {
    this.deadline = deadline;
    this.database = database;
    this.key = key;
    this.session = session;
    this.interruption = interruption;
    this.say = say;
    Thread heart = new Thread(this::beat, "lock heartbeat");
    heart.setDaemon(true);
    heart.start();
  }

  /**
   * Asked before each step that must not run without the lock.
   *
   * @throws AdminException {@code UNAVAILABLE} when the lock's session was lost: somebody else may
   *     hold it by now
   */
  public void requireHeld() {
    try {
      if (!lost) {
        Sessions.ping(session);
      }
    } catch (SQLException e) {
      lost = true;
    }
    if (lost) {
      throw AdminException.unavailable(
          "The connection that holds the lock was lost, so nothing more was started. Run the same"
              + " command again.",
          null);
    }
  }

  /**
   * Gives the connections to work on: each ends with this process, and waits until nothing of a
   * process that held the lock before runs any more.
   *
   * @param settings of PostgreSQL, for these connections
   */
  public DataSource work(Map<String, String> settings) {
    return new WorkConnections(
        database.directDataSource(),
        connection -> {
          prepare(connection);
          TimeLimits before = TimeLimits.of(connection);
          ServerSettings.ofSession(connection, settings);
          before.widened(connection).stream().filter(told::add).forEach(say);
        });
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      session.close();
    } catch (SQLException e) {
      // The server frees the lock with the session, however it ended.
    }
  }

  private void beat() {
    try {
      while (!closed.await(Sessions.PING.toMillis(), TimeUnit.MILLISECONDS)) {
        Sessions.ping(session);
        sayWhoBlocks();
      }
    } catch (SQLException e) {
      lost = closed.getCount() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayWhoBlocks() throws SQLException {
    Optional<Holder> blocking = Holder.blocking(session, working);
    if (blocking.isPresent() && !blocking.equals(said)) {
      say.accept("Waiting for a lock that is held by " + blocking.get() + ".");
    }
    said = blocking;
  }

  private void prepare(Connection connection) throws SQLException {
    Sessions.working(connection);
    boolean told = false;
    while (!Sessions.tryLock(connection, key.work())) {
      requireHeld();
      if (System.nanoTime() >= deadline) {
        throw AdminException.busy(
            "A process that held the lock is gone, and its session still works: "
                + orphan(connection)
                + ". Try again later, or with a longer --wait-timeout.");
      }
      if (!told) {
        say.accept(
            "Waiting for what a process left running that is gone: " + orphan(connection) + ".");
        told = true;
      }
      interruption.pause(200, TimeUnit.MILLISECONDS);
    }
    working = Pooler.backendPid(connection);
  }

  private String orphan(Connection connection) throws SQLException {
    return Holder.of(connection, key.work()).map(Holder::toString).orElse("a session");
  }
}
