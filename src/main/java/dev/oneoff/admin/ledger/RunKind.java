package dev.oneoff.admin.ledger;

import java.util.Optional;

/** The kind of a run, by the first word of its command. */
public enum RunKind {
  /** A command that is not a task. */
  COMMAND,
  FIX,
  CLEANUP,
  REPORT,
  /** The undoing of a fix or a cleanup. */
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

  /** Whether its work consists of items, so that it can be paused, resumed and retried. */
  public boolean worksOnItems() {
    return this == FIX || this == CLEANUP || this == UNDO;
  }
}
