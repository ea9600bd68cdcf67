package dev.oneoff.admin.ledger;

import dev.oneoff.admin.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The status of a run, and the ones that can follow it. A run whose process died stays {@link
 * #RUNNING}; its lock shows that it died, and the next process to start the same work takes it
 * over.
 */
public enum RunStatus {
  /** At work, or its process died. */
  RUNNING,
  /** A person stopped it for a while; its process waits. */
  PAUSED,
  /** Stopped by the platform or with Ctrl-C; its progress is saved. */
  INTERRUPTED,
  /** The code or the database failed; what was done before is saved. */
  FAILED,
  /** Finished, but some items were set aside. */
  INCOMPLETE,
  /** Finished. */
  DONE,
  /** A precondition did not hold; nothing was done. */
  REFUSED,
  /** A person ended it; it cannot be resumed. */
  CANCELLED;

  /** The status of a run whose command ended with this code. */
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

  /** The statuses that can follow this one; empty if it is final. */
  public List<RunStatus> next() {
    return switch (this) {
      case RUNNING ->
          List.of(
              // 'runs pause', from any process.
              PAUSED,
              // A signal, or the database connection was lost for too long.
              INTERRUPTED,
              // More items failed than allowed, or something else threw.
              FAILED,
              // All items are processed, some of them set aside.
              INCOMPLETE,
              // All items are processed.
              DONE,
              // A failed precondition, discovered after the run was recorded.
              REFUSED,
              // 'runs cancel'.
              CANCELLED);
      case PAUSED ->
          List.of(
              // 'runs resume'.
              RUNNING,
              // A signal while it was waiting.
              INTERRUPTED,
              // 'runs cancel'.
              CANCELLED);
      case INTERRUPTED, FAILED ->
          List.of(
              // The same command again, or 'runs resume'.
              RUNNING,
              // 'runs cancel': it is no longer wanted.
              CANCELLED);
      // Final. Failed items are retried by a run of their own, and changes undone by another.
      case INCOMPLETE, DONE, REFUSED, CANCELLED -> List.of();
    };
  }

  public boolean leadsTo(RunStatus next) {
    return next().contains(next);
  }

  /** Whether the same command resumes this run instead of beginning another. */
  public boolean open() {
    return !next().isEmpty();
  }

  /** The open ones, as a list in SQL. */
  public static String openInSql() {
    return Stream.of(values())
        .filter(RunStatus::open)
        .map(status -> "'" + status.name() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
