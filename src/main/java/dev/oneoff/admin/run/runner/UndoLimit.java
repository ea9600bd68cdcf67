package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.run.items.KeyedTable;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.KeptChanges;
import dev.oneoff.admin.run.step.ObservedChanges;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Decides whether a run keeps former values. Half of them would be worse than none. */
final class UndoLimit {

  private final long limit;

  UndoLimit(Settings settings) {
    this.limit = settings.of(OwnSetting.TASKS_UNDO_LIMIT);
  }

  Changes changes(
      boolean wanted,
      OptionalLong total,
      Optional<KeyedTable> table,
      DataSource dataSource,
      long run,
      Consumer<String> say) {
    if (!wanted || total.isEmpty() || table.isEmpty()) {
      return Changes.IGNORED;
    }
    if (table.get().hasSensitiveKey()) {
      say.accept(
          "This run cannot be undone: the key of "
              + table.get().name()
              + " is sensitive, and sensitive values are never kept.");
      return Changes.IGNORED;
    }
    if (total.getAsLong() > limit) {
      say.accept(
          "This run cannot be undone: it has "
              + Counts.number(total.getAsLong())
              + " items, and former values are kept for "
              + Counts.number(limit)
              + " at most ("
              + OwnSetting.TASKS_UNDO_LIMIT
              + ").");
      return Changes.IGNORED;
    }
    if (!table.get().sensitive().isEmpty()) {
      say.accept(
          "'runs undo' will not restore "
              + String.join(", ", table.get().sensitive())
              + " of "
              + table.get().name()
              + ": sensitive values are never kept.");
    }
    return new ObservedChanges(dataSource, new KeptChanges(run));
  }
}
