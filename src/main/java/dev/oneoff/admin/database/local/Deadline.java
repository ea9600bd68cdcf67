package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A time limit, so that no wait for the local PostgreSQL lasts forever. */
final class Deadline {

  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** Waits a moment before the next check; false if there is no time left for one. */
  boolean sleep() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    LockSupport.parkNanos(PAUSE);
    return true;
  }

  static AdminException interrupted() {
    return AdminException.interrupted(
        "The wait for the local PostgreSQL was interrupted. Start again when you are ready.");
  }
}
