package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.task.BatchCleanup;
import java.util.Optional;

/**
 * Lets a cleanup do its own deletes. There are no keys: what is deleted is gone, and so not
 * encountered again.
 */
public final class BatchCleanupStep implements Step {

  private final BatchCleanup cleanup;
  private final Flush flush;

  public BatchCleanupStep(BatchCleanup cleanup, Flush flush) {
    this.cleanup = cleanup;
    this.flush = flush;
  }

  @Override
  public int largestBatch() {
    return 10_000;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    int deleted = cleanup.deleteBatch(limit);
    flush.flush();
    return new Done(deleted, null, deleted == 0);
  }

  @Override
  public Optional<Key> first(Range range) {
    return Optional.empty();
  }
}
