package dev.oneoff.admin.run.history;

import dev.oneoff.admin.ledger.RunStatus;
import java.util.Locale;

/** A run's state as a person wants to know it: its status, or that its process is gone. */
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

  /** The status of such a run in the ledger; a process that dies cannot record that. */
  RunStatus status() {
    return this == DIED ? RunStatus.RUNNING : RunStatus.valueOf(name());
  }

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
