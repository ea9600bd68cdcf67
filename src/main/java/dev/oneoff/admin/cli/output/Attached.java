package dev.oneoff.admin.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The beginning of a process in a Kubernetes Job that somebody is to follow: what it says before
 * that person is connected would be lost, or found only in its log, where data and talk are mixed.
 * So it waits for a first line on its standard input, which {@code job run} sends.
 */
public final class Attached {

  /** By which {@code job run} asks for it. */
  public static final String VARIABLE = "ONEOFF_JOB_STREAMS";

  /** Its value if nothing is to follow that line. */
  public static final String OUTPUT = "output";

  /** Its value if the command's input follows. */
  public static final String INPUT = "input";

  // Then whoever wanted to follow is gone; what was asked for is done all the same.
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

  private Attached() {}

  /** What is left of the input once somebody is there. */
  static InputStream await(InputStream input, Optional<String> variable) {
    if (variable.isEmpty()) {
      return input;
    }
    awaitLine(input, System.nanoTime() + PATIENCE);
    return variable.get().equals(OUTPUT) ? InputStream.nullInputStream() : input;
  }

  // Not by a reader, which would take more than the line.
  private static void awaitLine(InputStream input, long deadline) {
    try {
      while (System.nanoTime() - deadline < 0) {
        if (input.available() == 0) {
          LockSupport.parkNanos(LOOK);
        } else if (input.read() == '\n') {
          return;
        }
      }
    } catch (IOException e) {
      // Nobody can be waited for.
    }
  }
}
