package dev.oneoff.admin.run;

import dev.oneoff.admin.run.batch.Control;
import dev.oneoff.admin.run.batch.Control.Stop;
import dev.oneoff.admin.run.batch.Tally;

/** Stops a run of which more items fail than is allowed: then it is not the items. */
final class ErrorBudget implements Tally {

  private final Tally next;
  private final Control control;
  private final Progress progress;
  private final long allowed;

  ErrorBudget(Progress progress, long allowed, Control control) {
    this.next = progress;
    this.progress = progress;
    this.allowed = allowed;
    this.control = control;
  }

  @Override
  public void done(long items) {
    next.done(items);
  }

  @Override
  public void setAside(String key, String error) {
    next.setAside(key, error);
    if (progress.failed() > allowed) {
      control.stop(Stop.TOO_MANY_FAILED);
    }
  }
}
