package dev.oneoff.admin;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A person or the platform asks this process to stop (Ctrl-C, SIGTERM). The first request ends it
 * at once, unless work is held that must come to a safe point first; the second ends it whatever is
 * going on.
 */
public final class Interruption {

  /** How the process ends; both are given by the edge. */
  public interface Exit {
    /** Nothing is held: leave in good order. */
    void leave();

    /** Asked twice: leave now. */
    void halt();
  }

  private final Exit exit;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch requested = new CountDownLatch(1);
  private int holds;
  private Runnable lastWords = () -> {};

  public Interruption(Exit exit) {
    this.exit = exit;
  }

  /**
   * From here to its close, a first request only marks this interruption; ask {@link #checkpoint()}
   * between steps.
   */
  public Hold hold() {
    lock.lock();
    try {
      checkpoint();
      holds++;
    } finally {
      lock.unlock();
    }
    return new Hold();
  }

  /**
   * Ends the work of a hold with {@link AdminException.Cause#INTERRUPTED} when somebody has asked
   * for it.
   */
  public void checkpoint() {
    if (requested()) {
      throw AdminException.interrupted(
          "Interrupted at a safe point. Run the same command again to resume.");
    }
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  /**
   * Waits for the time, or less when a request comes; then throws as {@link #checkpoint()} does.
   */
  public void pause(long time, TimeUnit unit) {
    try {
      requested.await(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Interrupted while waiting.");
    }
    checkpoint();
  }

  /**
   * What still has to be told, quickly, before a second request ends the process in the middle of
   * its work.
   */
  public void lastWords(Runnable words) {
    lock.lock();
    try {
      lastWords = words;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody asks; called for each signal. */
  public void request() {
    lock.lock();
    try {
      boolean again = requested();
      requested.countDown();
      if (again) {
        lastWords.run();
        exit.halt();
      } else if (holds == 0) {
        exit.leave();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Work that must reach a safe point before the process may end. */
  public final class Hold implements AutoCloseable {
    @Override
    public void close() {
      lock.lock();
      try {
        holds--;
      } finally {
        lock.unlock();
      }
    }
  }
}
