package dev.oneoff.admin.health;

import dev.oneoff.admin.Interruption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Retries until everything is up, for a limited time. */
final class Waiting {

  private static final long BETWEEN_MILLIS = 500;

  private final Interruption interruption;
  private final Consumer<String> say;

  /** The service that is asked; never waits for long. */
  interface Asked {
    Health ask();
  }

  Waiting(Interruption interruption, Consumer<String> say) {
    this.interruption = interruption;
    this.say = say;
  }

  /** The last answer: up, or the one when time ran out. */
  Health until(Duration timeout, Asked asked) {
    long end = System.nanoTime() + timeout.toNanos();
    Health health = asked.ask();
    String told = "";
    while (!health.up() && System.nanoTime() < end) {
      String down = health.down();
      if (!down.equals(told)) {
        say.accept("Waiting, because " + down + ".");
        told = down;
      }
      interruption.sleep(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      health = asked.ask();
    }
    return health;
  }
}
