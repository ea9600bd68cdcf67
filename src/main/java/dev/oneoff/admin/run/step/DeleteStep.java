package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Item;
import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Page;
import dev.oneoff.admin.run.items.Range;
import java.util.List;
import java.util.Optional;

/** Deletes items that have been read. */
public final class DeleteStep<T> implements Step {

  /** Deletes these; all of them are locked. */
  public interface Deletion<T> {
    void delete(List<Item<T>> items) throws Exception;
  }

  private final ItemSource<T> source;
  private final Deletion<T> deletion;
  private final Changes changes;

  public DeleteStep(ItemSource<T> source, Deletion<T> deletion, Changes changes) {
    this.source = source;
    this.deletion = deletion;
    this.changes = changes;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    Page<T> page = source.read(range, limit);
    changes.around(source.table(), page.keys(), () -> deletion.delete(page.items()));
    return new Done(page.items().size(), page.last(), page.end());
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return source.first(range);
  }
}
