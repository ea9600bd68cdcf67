package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Item;
import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Page;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.task.DataFix;
import java.util.Optional;

/** Lets a fix process its items one by one. */
public final class FixStep<T> implements Step {

  private final ItemSource<T> source;
  private final DataFix<T> fix;
  private final Changes changes;
  private final Flush flush;

  /**
   * A fix of items.
   *
   * @param flush sends the fix's changes to the database
   */
  public FixStep(ItemSource<T> source, DataFix<T> fix, Changes changes, Flush flush) {
    this.source = source;
    this.fix = fix;
    this.changes = changes;
    this.flush = flush;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    Page<T> page = source.read(range, limit);
    changes.around(
        source.table(),
        page.keys(),
        () -> {
          for (Item<T> item : page.items()) {
            fix.process(item.value());
          }
          flush.flush();
        });
    return new Done(page.items().size(), page.last(), page.end());
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return source.first(range);
  }
}
