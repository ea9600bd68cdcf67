package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long the API server is waited for.
 *
 * @param pause before the second try, and twice as long before each further one
 * @param ping the time between two signs of life, which keep proxies from cutting an idle
 *     connection
 * @param close how long the other side may take to agree to an end
 */
record ApiLimits(
    Duration connect, Duration answer, int tries, Duration pause, Duration ping, Duration close) {

  static final ApiLimits STANDARD =
      new ApiLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2));

  /** A server that wants more is overloaded for longer than a person waits. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  boolean last(int tried) {
    return tried >= tries;
  }

  void pause(int tried) {
    await(pause.multipliedBy(1L << (tried - 1)));
  }

  /** As long as the server wants, within reason. */
  static void pause(Duration wanted) {
    await(wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted);
  }

  private static void await(Duration time) {
    try {
      // Nobody counts down: an interrupt is all that may end the wait early.
      boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  static AdminException interrupted() {
    return AdminException.interrupted("Interrupted while waiting for the cluster.");
  }
}
