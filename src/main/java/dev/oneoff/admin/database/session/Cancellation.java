package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cancels a running statement when the process is asked to stop, from its making to its close. */
public final class Cancellation implements AutoCloseable {

  private static final long AGAIN_AFTER_MILLIS = 200;

  private final Interruption interruption;
  private final Runnable cancel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread watch = new Thread(this::watch, "cancels the statement");

  /**
   * From now on.
   *
   * @param cancel asks the server; what comes of it the statement's own thread hears
   */
  public Cancellation(Interruption interruption, Runnable cancel) {
    this.interruption = interruption;
    this.cancel = cancel;
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
