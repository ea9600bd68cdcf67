package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.Console;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a snippet runs: its query is cancelled, its loops and calls end, and what waits is
 * interrupted. A loop inside a class of the service ends by nothing of these; then it is said where
 * it is, and the next Ctrl-C ends the process.
 */
final class Stopping implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 2;

  private final ShellSession session;
  private final Console console;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stopping");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean beyond;
  private @Nullable Future<?> look;

  Stopping(ShellSession session, Console console) {
    this.session = session;
    this.console = console;
    session.engine().forgetStop();
  }

  void request() {
    if (beyond) {
      console.interruption().request();
      return;
    }
    // In this order: a query that ends before the snippet is to stop looks like a failure.
    boolean runs = session.engine().stop();
    session.connections().cancel();
    if (runs) {
      look = later.schedule(this::sayThatItGoesOn, PATIENCE_SECONDS, TimeUnit.SECONDS);
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
