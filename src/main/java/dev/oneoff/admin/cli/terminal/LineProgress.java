package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.cli.Console;
import java.time.Duration;

/**
 * Says which of many pasted lines is running if that takes a while, and where they stopped. It
 * prints a line of its own each time, between two of them, so that it does not overwrite what they
 * print, page or ask.
 */
public final class LineProgress {

  private static final long EVERY = Duration.ofSeconds(2).toNanos();
  // From this many on, nobody sees at a glance that all of them ran.
  private static final int MANY = 20;

  private final Console console;
  private final long lines;
  private long said = System.nanoTime();
  private int begun;
  private int line = 1;

  /** Called before the first line of a text. */
  public LineProgress(Console console, String text) {
    this.console = console;
    this.lines = text.stripTrailing().lines().count();
  }

  /** What starts on this line is next, from 1. */
  public void at(int next) {
    line = next;
    begun++;
    if (begun > 1 && System.nanoTime() - said >= EVERY) {
      console.say("Line " + line + " of " + lines + ".");
      said = System.nanoTime();
    }
  }

  /**
   * It stops at this line.
   *
   * @param more whether anything follows it
   */
  public void failed(boolean more) {
    if (lines == 1) {
      if (more) {
        console.say("What follows it was not run.");
      }
    } else if (more || begun > 1) {
      console.say(
          "It ended at line "
              + line
              + " of "
              + lines
              + (more ? "; what follows it was not run." : "."));
    }
  }

  /** It ran to its end. */
  public void done() {
    if (begun > 1 && lines >= MANY) {
      console.say("All " + lines + " lines ran.");
    }
  }
}
