package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.cli.Console;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "lines");
            thread.setDaemon(true);
            return thread;
          });
  private volatile int line = 1;
  private int said = 1;

  /** Begins with the first line of a text. */
  public LineProgress(Console console, String text) {
    this.console = console;
    this.lines = text.stripTrailing().lines().count();
    if (lines > 1) {
      clock.scheduleWithFixedDelay(
          this::sayIfMoved, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void sayIfMoved() {
    if (line > said) {
      said = line;
      console.say("Line " + said + " of " + lines + ".");
    }
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
    clock.shutdownNow();
  }
}
