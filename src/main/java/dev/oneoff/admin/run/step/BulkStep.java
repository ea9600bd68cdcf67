package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.util.List;
import java.util.Optional;

/** One statement for a whole range of keys. */
public final class BulkStep implements Step {

  /** The statement; returns how many rows it affected. */
  public interface Statement {
    int execute(Range range) throws Exception;
  }

  private final ItemSource<?> source;
  private final Statement statement;
  private final Changes changes;

  public BulkStep(ItemSource<?> source, Statement statement, Changes changes) {
    this.source = source;
    this.statement = statement;
    this.changes = changes;
  }

  @Override
  public int largestBatch() {
    // No row reaches this process, unless somebody observes the changes.
    return changes.wanted() ? 10_000 : 100_000;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    if (!changes.wanted()) {
      Optional<Key> last = source.keyAt(range, limit);
      Range batch = last.map(range::until).orElse(range);
      return new Done(statement.execute(batch), last.orElse(null), last.isEmpty());
    }
    List<Key> keys = source.keys(range, limit);
    if (keys.isEmpty()) {
      return new Done(0, null, true);
    }
    Key last = keys.get(keys.size() - 1);
    int[] met = new int[1];
    changes.around(source.table(), keys, () -> met[0] = statement.execute(range.until(last)));
    return new Done(met[0], last, keys.size() < limit);
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return source.keyAt(range, 1);
  }
}
