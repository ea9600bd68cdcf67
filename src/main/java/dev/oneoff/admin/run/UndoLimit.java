package dev.oneoff.admin.run;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.run.batch.Changes;
import dev.oneoff.admin.run.batch.KeptChanges;
import dev.oneoff.admin.run.batch.ObservedChanges;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Decides whether a run keeps former values. Half of them would be worse than none. */
final class UndoLimit {

  /** How many items a run may have whose former values are kept. */
  static final String KEY = "oneoff.tasks.undo-limit";

  private static final long DEFAULT = 200_000;

  private final long limit;

  UndoLimit(Settings settings) {
    this.limit = settings.value(KEY, Long.class).orElse(DEFAULT);
  }

  Changes changes(
      boolean wanted, OptionalLong total, DataSource dataSource, long run, Consumer<String> say) {
    if (!wanted || total.isEmpty()) {
      return Changes.IGNORED;
    }
    if (total.getAsLong() > limit) {
      say.accept(
          "No undo of this run: it has "
              + Counts.number(total.getAsLong())
              + " items, and former values are kept of "
              + Counts.number(limit)
              + " at most ("
              + KEY
              + ").");
      return Changes.IGNORED;
    }
    return new ObservedChanges(dataSource, new KeptChanges(run));
  }
}
