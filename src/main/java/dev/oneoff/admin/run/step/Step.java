package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task does with a batch, inside the transaction that is open. */
public interface Step {

  /**
   * What was done.
   *
   * @param last where the next batch goes on; {@code null} where there was nothing
   * @param end whether the range is through
   */
  record Done(long items, @Nullable Key last, boolean end) {}

  /** How many items a batch may have, so that memory has a bound. */
  default int largestBatch() {
    // Entities, or rows before and after.
    return 2_000;
  }

  /** Does the next items of a range. */
  Done run(Range range, int limit) throws Exception;

  /**
   * The item that {@link #run} with a limit of 1 would do; empty where no single one can be named.
   */
  Optional<Key> first(Range range) throws Exception;
}
