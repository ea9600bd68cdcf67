package dev.oneoff.admin.run.items;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next items of a range.
 *
 * @param last where reading resumes; {@code null} if nothing was found
 * @param end whether nothing is left after it
 */
public record Page<T>(List<Item<T>> items, @Nullable Key last, boolean end) {

  /** As many as were requested, or the last ones. */
  static <T> Page<T> of(List<Item<T>> items, int limit) {
    Key last = items.isEmpty() ? null : items.get(items.size() - 1).key();
    return new Page<>(items, last, items.size() < limit);
  }

  public List<Key> keys() {
    return items.stream().map(Item::key).toList();
  }
}
