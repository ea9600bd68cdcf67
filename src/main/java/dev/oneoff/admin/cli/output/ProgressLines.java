package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A plain line about every ten seconds, which also keeps an idle session from being cut off. */
public final class ProgressLines implements ProgressDisplay {

  private static final long EVERY_SECONDS = 10;

  private final Console console;
  private final OptionalLong total;
  private final long before;
  private final long start = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  public ProgressLines(Console console, OptionalLong total, long before) {
    this.console = console;
    this.total = total;
    this.before = before;
    Thread thread = new Thread(this::sayNowAndThen, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void advance(long items) {
    done.addAndGet(items);
  }

  private void sayNowAndThen() {
    try {
      while (!closed.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
        console.say(line(done.get(), System.nanoTime() - start));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code 1,200 of 5,000 items, 400 a second, 10 s left}. */
  String line(long items, long nanos) {
    double rate = items / Math.max(nanos / 1e9, 0.001);
    String line = String.format(Locale.ROOT, "%,d", before + items);
    if (total.isPresent()) {
      line += String.format(Locale.ROOT, " of %,d", total.getAsLong());
    }
    line += String.format(Locale.ROOT, " items, %,.0f a second", rate);
    if (total.isPresent() && rate > 0) {
      long left = Math.max(0, Math.round((total.getAsLong() - before - items) / rate));
      line += ", " + words(Duration.ofSeconds(left)) + " left";
    }
    return line + ".";
  }

  private static String words(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
