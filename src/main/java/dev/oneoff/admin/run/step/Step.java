package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task does with a batch, within the open transaction. */
public interface Step {

  /**
   * What was done.
   *
   * @param last where the next batch resumes; {@code null} if there was nothing
   * @param end whether the range is finished
   */
  record Done(long items, @Nullable Key last, boolean end) {}

  /** The maximum number of items in a batch, to bound memory. */
  default int largestBatch() {
    // Entities, or rows before and after.
    return 2_000;
  }

  /** Processes the next items of a range. */
  Done run(Range range, int limit) throws Exception;

  /**
   * The item that {@link #run} with a limit of 1 would process; empty if no single one can be
   * named.
   */
  Optional<Key> first(Range range) throws Exception;
}
