package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a typed text runs: the snippet's query is cancelled, its loops and calls end, waits
 * are interrupted, and no further snippet runs. A loop inside a class of the service is not ended
 * by any of these; then the shell says where it is, and the next Ctrl-C ends the process.
 */
final class Stopping implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 2;

  private final ShellSession session;
  private final Console console;
  private final Interruption interruption;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stopping");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean requested;
  private volatile boolean beyond;
  private @Nullable Future<?> look;

  Stopping(ShellSession session, Console console, Interruption interruption) {
    this.session = session;
    this.console = console;
    this.interruption = interruption;
    session.engine().forgetStop();
  }

  void request() {
    requested = true;
    if (beyond) {
      interruption.request();
      return;
    }
    // In this order: a query that ends before the snippet is marked to stop looks like a failure.
    boolean runs = session.engine().stop();
    session.cancel();
    if (runs) {
      look = later.schedule(this::sayThatItGoesOn, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * Called before each snippet: Ctrl-C may have come between two of them.
   *
   * @throws AdminException {@code INTERRUPTED} after Ctrl-C
   */
  void requireNotRequested() {
    if (requested) {
      throw AdminException.interrupted("Stopped.");
    }
  }

  private void sayThatItGoesOn() {
    List<StackTraceElement> whereabouts = session.engine().whereabouts();
    if (!whereabouts.isEmpty()) {
      beyond = true;
      console.say(
          "The JVM cannot stop this: it is in "
              + whereabouts.get(0)
              + ". Wait, or press Ctrl-C again to end the shell.");
    }
  }

  @Override
  public void close() {
    if (look != null) {
      look.cancel(false);
    }
    later.shutdownNow();
    session.engine().forgetStop();
  }
}
