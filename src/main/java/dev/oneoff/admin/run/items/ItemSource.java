package dev.oneoff.admin.run.items;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Items in the order of their keys. Every call is made inside the transaction that works on them.
 *
 * @param <T> an item
 */
public interface ItemSource<T> {

  /** How many there are, where that can be known beforehand. */
  default OptionalLong count() throws Exception {
    return OptionalLong.empty();
  }

  /**
   * Keys that cut the items into pieces of about this size; none where they cannot be cut.
   *
   * @param size items in a piece
   */
  default List<Key> cuts(long size) throws Exception {
    return List.of();
  }

  /** The next items of a range; those of a table are locked until the transaction ends. */
  Page<T> read(Range range, int limit) throws Exception;

  /** The keys of the next items. */
  default List<Key> keys(Range range, int limit) throws Exception {
    return read(range, limit).keys();
  }

  /** The key of the item at this place of a range, from 1; empty where there are fewer. */
  default Optional<Key> keyAt(Range range, int place) throws Exception {
    List<Key> keys = keys(range, place);
    return keys.size() < place ? Optional.empty() : Optional.of(keys.get(place - 1));
  }

  /** Those of these items that are still there, and still meant. */
  default List<Item<T>> find(List<Key> keys) throws Exception {
    // Nothing better is known than to look at all of them.
    Set<Key> wanted = new HashSet<>(keys);
    List<Item<T>> found = new ArrayList<>();
    Range range = Range.ALL;
    while (found.size() < wanted.size()) {
      Page<T> page = read(range, 1000);
      page.items().stream().filter(item -> wanted.contains(item.key())).forEach(found::add);
      if (page.end()) {
        break;
      }
      range = range.from(page.last());
    }
    return found;
  }

  /** The table that the items are rows of. */
  default Optional<KeyedTable> table() {
    return Optional.empty();
  }
}
