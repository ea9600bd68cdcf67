package dev.oneoff.admin.run.items;

import dev.oneoff.admin.task.Cursor;
import java.util.List;

/** Items from the author's own cursor. */
final class CursorSource<T> implements ItemSource<T> {

  private final Cursor<T> cursor;

  CursorSource(Cursor<T> cursor) {
    this.cursor = cursor;
  }

  @Override
  public Page<T> read(Range range, int limit) {
    String after = range.after() == null ? null : range.after().parts().get(0);
    List<Item<T>> items =
        cursor.after(after, limit).stream()
            .limit(limit)
            .map(position -> new Item<>(Key.of(position.key()), position.item()))
            .toList();
    // A page from another service may be shorter than requested; only an empty one is the end.
    return new Page<>(
        items, items.isEmpty() ? null : items.get(items.size() - 1).key(), items.isEmpty());
  }
}
