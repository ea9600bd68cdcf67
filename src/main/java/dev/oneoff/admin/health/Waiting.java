package dev.oneoff.admin.health;

import dev.oneoff.admin.Interruption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks again until all is up, for a time. */
final class Waiting {

  private static final long BETWEEN_MILLIS = 500;

  private final Interruption interruption;
  private final Consumer<String> say;

  /** Who is asked; never waits for long. */
  interface Asked {
    Health ask();
  }

  Waiting(Interruption interruption, Consumer<String> say) {
    this.interruption = interruption;
    this.say = say;
  }

  /** The last answer: up, or what it was when the time was over. */
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
      interruption.pause(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      health = asked.ask();
    }
    return health;
  }
}
