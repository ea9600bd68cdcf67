package dev.oneoff.admin.run.batch;

import java.time.Duration;

/** How many items a batch should have so that it takes about as long as it should. */
public final class BatchSize {

  private static final int FIRST = 100;

  private final double target;
  private final int largest;
  private int size;

  /**
   * Begins small.
   *
   * @param largest items at most, so that memory has a bound
   */
  public BatchSize(Duration target, int largest) {
    this.target = target.toNanos();
    this.largest = largest;
    this.size = Math.min(FIRST, largest);
  }

  public int next() {
    return size;
  }

  /** A batch of this many items took so long. */
  public void took(long items, Duration time) {
    // A short last batch tells nothing about longer ones.
    if (items >= size / 2) {
      double wanted = size * target / Math.max(1, time.toNanos());
      // At most twice as many at once, or as few as it takes.
      size = (int) Math.max(1, Math.min(Math.min(wanted, size * 2.0), largest));
    }
  }

  /** A batch failed: fewer, for a while. */
  public void failed() {
    size = Math.max(1, size / 2);
  }
}
