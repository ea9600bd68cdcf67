package dev.oneoff.admin.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/** The kind of a run. */
public enum RunKind {
  /** A command that is not a task. */
  COMMAND,
  FIX,
  CLEANUP,
  REPORT,
  /** The undoing of a fix or a cleanup. */
  UNDO;

  /**
   * The kind of a run of this command. Its first word tells: the ledger's tables must work with the
   * release before, which would not fill a column for it.
   */
  static RunKind of(String command, Optional<String> task, OptionalLong undoOf) {
    if (undoOf.isPresent()) {
      return UNDO;
    }
    if (task.isEmpty()) {
      return COMMAND;
    }
    return switch (command.substring(0, Math.max(0, command.indexOf(' ')))) {
      case "fix" -> FIX;
      case "cleanup" -> CLEANUP;
      case "report" -> REPORT;
      // Of another release.
      default -> COMMAND;
    };
  }

  /** Whether its work consists of items, so that it can be paused, resumed and retried. */
  public boolean worksOnItems() {
    return this == FIX || this == CLEANUP || this == UNDO;
  }
}
