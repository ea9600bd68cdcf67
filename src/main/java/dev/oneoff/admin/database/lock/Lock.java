package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
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

/** A lock that this process holds until it is closed or its session is lost. */
public final class Lock implements AutoCloseable {

  // A process that waits for a lock is noticed within two seconds.
  private static final long LOOK_MILLIS = 700;

  private final Database database;
  private final LockKey key;
  private final Connection session;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long deadline;
  // Sentences that nobody needs twice.
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final BlockedSessions blocked;
  private final WorkSessions sessions;
  private volatile boolean lost;
  private volatile boolean works;
  private long pinged = System.nanoTime();

  /**
   * A lock that has just been taken.
   *
   * @param deadline until when, by {@link System#nanoTime()}, to wait for an orphan's statement
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
    this.sessions = new WorkSessions(key);
    this.session = session;
    this.interruption = interruption;
    this.say = say;
    this.blocked = new BlockedSessions(database.applicationName(), say);
    Thread heart = new Thread(this::beat, "lock heartbeat");
    heart.setDaemon(true);
    heart.start();
  }

  /**
   * Called before each step that must not run without the lock.
   *
   * @throws AdminException {@code UNAVAILABLE} if the lock's session was lost: another process may
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
   * The connections to work on, one or several at a time: each ends with this process, and waits
   * until nothing is still running of a process that held the lock before.
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
      // The server releases the lock with the session, however it ended.
    }
  }

  /** Who was in the way of those connections when anybody was last seen there. */
  public Optional<Blocker> blocker() {
    return blocked.last();
  }

  private void beat() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (works) {
          blocked.look(session);
        }
        if (System.nanoTime() - pinged >= Sessions.PING.toNanos()) {
          Sessions.ping(session);
          pinged = System.nanoTime();
        }
      }
    } catch (SQLException e) {
      lost = closed.getCount() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare(Connection connection) throws SQLException {
    Sessions.working(connection);
    int tries = 0;
    while (!sessions.join(connection)) {
      requireHeld();
      if (System.nanoTime() >= deadline) {
        throw AdminException.busy(
            "A process that held the lock is gone, but its session is still working: "
                + orphan(connection)
                + ". Try again later, or with a longer --wait-timeout.");
      }
      // A session of our own that has just been closed is gone by the second check.
      if (tries++ == 1) {
        say.accept(
            "Waiting for a statement that a dead process left running: "
                + orphan(connection)
                + ".");
      }
      interruption.sleep(200, TimeUnit.MILLISECONDS);
    }
    works = true;
  }

  private String orphan(Connection connection) throws SQLException {
    return Holder.of(connection, key.work()).map(Holder::toString).orElse("a session");
  }
}
