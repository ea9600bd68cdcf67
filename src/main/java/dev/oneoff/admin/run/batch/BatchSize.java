package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.ledger.Counts;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How many items a batch should have to meet its target time. If the transaction alone takes most
 * of that time, fewer items would only cost throughput: then the items may take a little longer
 * than the transaction does, whatever the target, and a person is told.
 */
public final class BatchSize {

  private static final int FIRST = 100;

  // How long the items may take compared to a transaction that is itself too slow.
  private static final double WORTH = 1.5;

  // This many batches must agree before a person is told.
  private static final int SURE = 12;

  private final BatchCost cost = new BatchCost();
  private final Duration target;
  private final int largest;
  private final boolean constant;
  private final Consumer<String> say;
  private int size;
  private boolean warm;
  private int missed;
  private boolean told;

  /**
   * Starts small.
   *
   * @param largest the maximum number of items, to bound memory
   * @param say is told if the target cannot be met
   */
  public BatchSize(Duration target, int largest, Consumer<String> say) {
    this(target, largest, Math.min(FIRST, largest), false, say);
  }

  private BatchSize(
      Duration target, int largest, int first, boolean constant, Consumer<String> say) {
    this.target = target;
    this.largest = largest;
    this.size = first;
    this.constant = constant;
    this.say = say;
  }

  /** Always the same size, however long it takes: for comparisons. */
  public static BatchSize constant(int size) {
    return new BatchSize(Duration.ZERO, size, size, true, sentence -> {});
  }

  public int next() {
    return size;
  }

  /** A batch of this many items took this long. */
  public void took(long items, Duration time) {
    // A short last batch says nothing about longer ones.
    if (constant || items < Math.max(1, size / 2)) {
      return;
    }
    boolean slowAlone = hopeless();
    // The first one loads classes and plans, which would be attributed to its rows.
    if (warm) {
      cost.took(items, (double) time.toNanos());
    }
    warm = true;
    double wanted =
        cost.known()
            ? wanted()
            : explored((double) target.toNanos() / time.toNanos(), slowAlone && !cost.surprised());
    // At most twice as many in one step, but as few as necessary.
    size = (int) Math.max(1, Math.min(Math.min(wanted, size * 2.0), largest));
    tell();
  }

  /** A batch failed: use smaller ones for a while. */
  public void failed() {
    if (!constant) {
      size = Math.max(1, size / 2);
    }
  }

  private double wanted() {
    double room = hopeless() ? WORTH * cost.fixed() : target.toNanos() - cost.fixed();
    return cost.each() > 0 ? room / cost.each() : largest;
  }

  // The target could only be met by waiting more than working.
  private boolean hopeless() {
    return cost.known() && 2 * cost.fixed() > target.toNanos();
  }

  // One size alone does not reveal the fixed part, so the second size is clearly different: larger
  // if items hardly matter next to the fixed part.
  private double explored(double ratio, boolean slowAlone) {
    if (slowAlone) {
      return size * 2.0;
    }
    if (ratio > 0.5 && ratio < 1.5) {
      return size == 1 ? 2 : size / 2.0;
    }
    return size * ratio;
  }

  private void tell() {
    if (cost.fresh()) {
      missed = hopeless() ? missed + 1 : 0;
    }
    if (missed >= SURE && !told) {
      told = true;
      long fixed = Math.round(cost.fixed() / 1e6);
      say.accept(
          "A transaction takes "
              + Counts.number(fixed)
              + " ms before its first item, so batches cannot take "
              + Counts.number(target.toMillis())
              + " ms without losing most of the speed. They take up to "
              + Counts.number(Math.round((1 + WORTH) * cost.fixed() / 1e6))
              + " ms; --target-batch-time sets another target.");
    }
  }
}
