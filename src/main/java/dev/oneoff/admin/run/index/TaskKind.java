package dev.oneoff.admin.run.index;

import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Report;
import java.util.List;
import java.util.Locale;

/** The command that a task belongs to, by the interface it implements. */
public enum TaskKind {
  FIX,
  CLEANUP,
  REPORT;

  List<Class<?>> interfaces() {
    return switch (this) {
      case FIX -> List.of(DataFix.class, BulkFix.class);
      case CLEANUP -> List.of(Cleanup.class, BatchCleanup.class);
      case REPORT -> List.of(Report.class);
    };
  }

  static TaskKind of(Class<?> task) {
    for (TaskKind kind : values()) {
      for (Class<?> type : kind.interfaces()) {
        if (type.isAssignableFrom(task)) {
          return kind;
        }
      }
    }
    throw new IllegalStateException(task + " implements no kind of task.");
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
