package dev.oneoff.admin.ledger;

import dev.oneoff.admin.ExitCode;
import java.util.List;
import java.util.Locale;

/**
 * Where a run stands, and where it can go from there. A run whose process died stays {@link
 * #RUNNING}; its lock tells, and whoever starts the same again takes it over.
 */
public enum RunStatus {
  /** At work, or its process died. */
  RUNNING,
  /** A person stopped it for a while; its process waits. */
  PAUSED,
  /** Stopped by the platform or at the keyboard; its progress is saved. */
  INTERRUPTED,
  /** The code or the database failed; what was done until then is saved. */
  FAILED,
  /** Finished, but some items were set aside. */
  INCOMPLETE,
  /** Finished. */
  DONE,
  /** A precondition did not hold; nothing was done. */
  REFUSED,
  /** A person ended it; it does not go on. */
  CANCELLED;

  /** Of a run whose command ended so. */
  public static RunStatus of(ExitCode code) {
    return switch (code) {
      // A check that found something has done its work.
      case DONE, NOT_AS_REQUIRED -> DONE;
      case INCOMPLETE -> INCOMPLETE;
      case TRY_AGAIN -> INTERRUPTED;
      case REFUSED -> REFUSED;
      case FAILED, USAGE, UNAVAILABLE, CONFIGURATION -> FAILED;
    };
  }

  /** Where a run can go from here; nowhere where its story ends. */
  public List<RunStatus> next() {
    return switch (this) {
      case RUNNING ->
          List.of(
              // 'runs pause', from any process.
              PAUSED,
              // A signal, or the connection to the database was lost for too long.
              INTERRUPTED,
              // More items failed than allowed, or something else threw.
              FAILED,
              // All items are through, some of them set aside.
              INCOMPLETE,
              // All items are through.
              DONE,
              // A precondition, found out after the run was written down.
              REFUSED,
              // 'runs cancel'.
              CANCELLED);
      case PAUSED ->
          List.of(
              // 'runs resume'.
              RUNNING,
              // A signal while it waited.
              INTERRUPTED,
              // 'runs cancel'.
              CANCELLED);
      case INTERRUPTED, FAILED ->
          List.of(
              // The same command again, or 'runs resume'.
              RUNNING,
              // 'runs cancel': it is not wanted any more.
              CANCELLED);
      // Ends. Failed items are tried again by a run of their own, and changes taken back by
      // another.
      case INCOMPLETE, DONE, REFUSED, CANCELLED -> List.of();
    };
  }

  public boolean leadsTo(RunStatus next) {
    return next().contains(next);
  }

  /** Whether the same command goes on with this run instead of beginning another. */
  public boolean open() {
    return !next().isEmpty();
  }

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
