package dev.oneoff.admin.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over items from a source of the author's own: pages of another service, keys in a file.
 *
 * @param <T> an item
 */
public interface Cursor<T> {

  /**
   * One item and its position.
   *
   * @param key where {@link #after} resumes; always the same for the same item
   */
  record Position<T>(String key, T item) {}

  /**
   * The next items, in a stable order.
   *
   * @param key the key of the last item done, {@code null} at the beginning
   * @param limit the maximum number of items
   * @return empty at the end
   */
  List<Position<T>> after(@Nullable String key, int limit);
}
