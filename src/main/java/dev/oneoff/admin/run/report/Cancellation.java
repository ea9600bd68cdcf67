package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** Ends a connection's running statement when the process is asked to stop. */
final class Cancellation implements AutoCloseable {

  private static final long AGAIN_AFTER_MILLIS = 200;

  private final Interruption interruption;
  private final PGConnection connection;
  private final Thread watch = new Thread(this::watch, "cancels the query");
  private final CountDownLatch ended = new CountDownLatch(1);

  Cancellation(Interruption interruption, PGConnection connection) {
    this.interruption = interruption;
    this.connection = connection;
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    try {
      interruption.pause(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (AdminException e) {
      cancelUntilEnded();
    }
  }

  // Again and again: the first request can come between two statements.
  private void cancelUntilEnded() {
    try {
      while (ended.getCount() > 0) {
        connection.cancelQuery();
        ended.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (SQLException e) {
      // The server cannot be reached, and the statement's own thread will hear of it.
    } catch (InterruptedException e) {
      // By close: there is nothing to cancel any more.
    }
  }

  @Override
  public void close() {
    ended.countDown();
    watch.interrupt();
    try {
      // A late request would hit the connection's next user.
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
