package dev.oneoff.admin.ledger;

import java.util.Optional;

/** What a run is of, by its command's first word. */
public enum RunKind {
  /** A command that is no task. */
  COMMAND,
  FIX,
  CLEANUP,
  REPORT,
  /** A fix or a cleanup, taken back. */
  UNDO;

  static RunKind of(String command, Optional<String> task) {
    if (task.isEmpty()) {
      return COMMAND;
    }
    return switch (command.substring(0, Math.max(0, command.indexOf(' ')))) {
      case "fix" -> FIX;
      case "cleanup" -> CLEANUP;
      case "report" -> REPORT;
      default -> UNDO;
    };
  }

  /** Whether its work is divided into items, so that it can be paused, resumed and retried. */
  public boolean worksOnItems() {
    return this == FIX || this == CLEANUP || this == UNDO;
  }
}
