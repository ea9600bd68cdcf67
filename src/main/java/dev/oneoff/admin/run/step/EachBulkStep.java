package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.util.List;
import java.util.Optional;

/** The statement of a {@link BulkStep}, for single keys that are not consecutive. */
public final class EachBulkStep implements Step {

  private final ItemSource<?> source;
  private final BulkStatement statement;
  private final Changes changes;

  public EachBulkStep(ItemSource<?> source, BulkStatement statement, Changes changes) {
    this.source = source;
    this.statement = statement;
    this.changes = changes;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    List<Key> keys = source.keys(range, limit);
    if (keys.isEmpty()) {
      return new Done(0, null, true);
    }
    changes.around(source.table(), keys, () -> keys.forEach(statement::execute));
    return new Done(keys.size(), keys.get(keys.size() - 1), keys.size() < limit);
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return source.first(range);
  }
}
