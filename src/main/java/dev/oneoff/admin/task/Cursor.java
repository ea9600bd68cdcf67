package dev.oneoff.admin.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way through items of the author's own: pages of another service, keys in a file.
 *
 * @param <T> an item
 */
public interface Cursor<T> {

  /**
   * One item and where it stands.
   *
   * @param key from which {@link #after} goes on; the same for the same item each time
   */
  record Position<T>(String key, T item) {}

  /**
   * The next items, in an order that stays the same.
   *
   * @param key the last item's that is done, {@code null} at the beginning
   * @param limit how many at most
   * @return none at the end
   */
  List<Position<T>> after(@Nullable String key, int limit);
}
