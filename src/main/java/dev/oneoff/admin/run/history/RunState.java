package dev.oneoff.admin.run.history;

import dev.oneoff.admin.ledger.RunStatus;
import java.util.Locale;

/** How a run stands, as a person wants to know it: its status, or that its process is gone. */
public enum RunState {
  RUNNING,
  DIED,
  PAUSED,
  INTERRUPTED,
  FAILED,
  INCOMPLETE,
  DONE,
  REFUSED,
  CANCELLED;

  public static RunState of(RunStatus status, boolean alive) {
    return status == RunStatus.RUNNING && !alive ? DIED : valueOf(status.name());
  }

  /** What the ledger says of such a run; nobody could write down that it died. */
  RunStatus status() {
    return this == DIED ? RunStatus.RUNNING : RunStatus.valueOf(name());
  }

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
