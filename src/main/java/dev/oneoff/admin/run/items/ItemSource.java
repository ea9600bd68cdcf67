package dev.oneoff.admin.run.items;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Items in key order. Every call is made within the transaction that works on them.
 *
 * @param <T> an item
 */
public interface ItemSource<T> {

  /** How many there are, if that can be known beforehand. */
  default OptionalLong count() throws Exception {
    return OptionalLong.empty();
  }

  /**
   * Keys that split the items into parts of about this size; empty if they cannot be split.
   *
   * @param size items in a part
   */
  default List<Key> cuts(long size) throws Exception {
    return List.of();
  }

  /** The next items in a range; rows of a table are locked until the transaction ends. */
  Page<T> read(Range range, int limit) throws Exception;

  /** The keys of the next items. */
  default List<Key> keys(Range range, int limit) throws Exception {
    return read(range, limit).keys();
  }

  /** The key of the next item; empty if there is none. */
  default Optional<Key> first(Range range) throws Exception {
    return keys(range, 1).stream().findFirst();
  }

  /** The key of the item at this position in a range, from 1; empty if there are fewer. */
  default Optional<Key> keyAt(Range range, int place) throws Exception {
    List<Key> keys = keys(range, place);
    return keys.size() < place ? Optional.empty() : Optional.of(keys.get(place - 1));
  }

  /** Those of these items that still exist and still match. */
  default List<Item<T>> find(List<Key> keys) throws Exception {
    // There is no better way than to look at all of them.
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
