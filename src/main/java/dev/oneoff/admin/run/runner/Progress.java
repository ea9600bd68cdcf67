package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.run.batch.Tally;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and shows what this process does in a run. */
final class Progress implements Tally, AutoCloseable {

  private static final int SAID_ERRORS = 10;

  private final Invocation invocation;
  private final Console console;
  private final ProgressDisplay display;
  private final long start = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong aside = new AtomicLong();

  Progress(Invocation invocation, String name, OptionalLong total, long before) {
    this.invocation = invocation;
    this.console = invocation.console();
    this.display = invocation.console().progress(name, total, before);
  }

  @Override
  public void done(long items) {
    done.addAndGet(items);
    tell();
    display.advance(items);
  }

  @Override
  public void setAside(String key, String error) {
    long count = aside.incrementAndGet();
    display.advance(1);
    tell();
    if (count <= SAID_ERRORS) {
      console.say("Set aside " + key + ": " + error);
    } else if (count == SAID_ERRORS + 1) {
      console.say("More items are set aside; 'runs show' lists them.");
    }
  }

  // For a dry run; a run carried by several processes is counted in its chunks.
  private void tell() {
    invocation.control().progress(done.get(), aside.get());
  }

  long done() {
    return done.get();
  }

  long failed() {
    return aside.get();
  }

  /** {@code in 12 s, 416 a second}: what this process did. */
  String pace() {
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration time = Duration.ofMillis(Math.round(seconds * 1000));
    String took =
        time.toSeconds() < 60
            ? String.format(java.util.Locale.ROOT, "%.1f s", seconds)
            : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    return "in "
        + took
        + ", "
        + Counts.number(Math.round(done.get() / Math.max(seconds, 0.001)))
        + " a second";
  }

  @Override
  public void close() {
    display.close();
  }
}
