package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Cancels a running statement if the process is asked to stop, from its creation until it is
 * closed.
 */
public final class Cancellation implements AutoCloseable {

  private static final long AGAIN_AFTER_MILLIS = 200;

  private final Interruption interruption;
  private final Runnable cancel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread watch = new Thread(this::watch, "cancels the statement");

  /**
   * From now on.
   *
   * @param cancel sends the request to the server; the statement's own thread sees the result
   */
  public Cancellation(Interruption interruption, Runnable cancel) {
    this.interruption = interruption;
    this.cancel = cancel;
    watch.setDaemon(true);
    watch.start();
  }

  /** From now on, whatever this connection runs. */
  public Cancellation(Interruption interruption, Connection connection) {
    this(interruption, () -> cancel(connection));
  }

  /** Cancels the statement that a connection is running, if any; called by another thread. */
  public static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The server cannot be reached, and the statement's own thread will find out.
    }
  }

  private void watch() {
    try {
      interruption.sleep(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (AdminException e) {
      cancelUntilEnded();
    }
  }

  // Repeatedly: the first request can arrive between two statements.
  private void cancelUntilEnded() {
    try {
      while (ended.getCount() > 0) {
        cancel.run();
        ended.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // By close: there is nothing to cancel any more.
    }
  }

  @Override
  public void close() {
    ended.countDown();
    watch.interrupt();
    try {
      // A late request would hit the connection's next statement.
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
