package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.cli.Console;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says at which line one is of the many that were pasted, while that takes its time, and where they
 * ended. It is a line of its own each time: what they print comes between.
 */
public final class LineProgress implements AutoCloseable {

  private static final long EVERY_SECONDS = 2;
  // Of as many nobody sees at a glance that all are through.
  private static final int MANY = 20;

  private final Console console;
  private final long lines;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int line = 1;

  /** Begins with the first line of a text. */
  public LineProgress(Console console, String text) {
    this.console = console;
    this.lines = text.stripTrailing().lines().count();
    if (lines > 1) {
      Thread thread = new Thread(this::sayNowAndThen, "lines");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void sayNowAndThen() {
    try {
      for (int said = 1; !closed.await(EVERY_SECONDS, TimeUnit.SECONDS); said = sayIfMoved(said)) {
        // Until it is over.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int sayIfMoved(int said) {
    int now = line;
    if (now > said) {
      console.say("Line " + now + " of " + lines + ".");
    }
    return now;
  }

  /** What begins on this line is next, from 1. */
  public void at(int next) {
    line = next;
  }

  /**
   * It goes no further than this line.
   *
   * @param more whether there is something behind it
   */
  public void failed(boolean more) {
    if (more || line > 1) {
      console.say(
          "It ended at line "
              + line
              + " of "
              + lines
              + (more ? "; what follows it was not run." : "."));
    }
  }

  /** It went to its end. */
  public void done() {
    if (lines >= MANY) {
      console.say("All " + lines + " lines ran.");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
