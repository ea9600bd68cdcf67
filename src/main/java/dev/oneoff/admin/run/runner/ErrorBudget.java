package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.batch.StopFlag;
import dev.oneoff.admin.run.batch.StopFlag.Stop;
import dev.oneoff.admin.run.batch.Tally;
import java.util.function.LongSupplier;

/**
 * Stops a process when more items of its run failed than allowed: then the items are not to blame.
 */
final class ErrorBudget implements Tally {

  private final Tally next;
  private final StopFlag stopFlag;
  private final LongSupplier failed;
  private final long allowed;

  /**
   * Passes on everything it receives.
   *
   * @param failed how many items of the run failed, as far as this process knows
   */
  ErrorBudget(Tally next, LongSupplier failed, long allowed, StopFlag stopFlag) {
    this.next = next;
    this.failed = failed;
    this.allowed = allowed;
    this.stopFlag = stopFlag;
  }

  @Override
  public void done(long items) {
    next.done(items);
  }

  @Override
  public void setAside(String key, String error) {
    next.setAside(key, error);
    if (failed.getAsLong() > allowed) {
      stopFlag.stop(Stop.TOO_MANY_FAILED);
    }
  }
}
