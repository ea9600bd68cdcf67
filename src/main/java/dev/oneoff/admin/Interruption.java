package dev.oneoff.admin;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A person or the platform asks this process to stop (Ctrl-C, SIGTERM). The first request ends it
 * at once, unless there is work that must reach a safe point first; the second ends it regardless.
 */
public final class Interruption {

  /** How the process ends; supplied by the edge. */
  public interface Exit {
    /** No work is held: exit in good order. */
    void leave();

    /** Asked twice: exit now. */
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
   * Until the hold is closed, a first request only sets a flag; call {@link #checkpoint()} between
   * steps.
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
   * Ends the work of a hold with {@link AdminException.Cause#INTERRUPTED} if a stop has been
   * requested.
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
   * Waits for the given time, or until a request arrives; then throws as {@link #checkpoint()}
   * does.
   */
  public void sleep(long time, TimeUnit unit) {
    try {
      requested.await(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Interrupted while waiting.");
    }
    checkpoint();
  }

  /**
   * What still has to be said, quickly, before a second request ends the process in the middle of
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

  /** Requests a stop; called for each signal. */
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
