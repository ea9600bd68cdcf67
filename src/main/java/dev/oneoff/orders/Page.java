package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, and how long the whole list is.
 *
 * @param page which page this is, from 0
 * @param size how many items a full page has
 * @param total how many items all pages have together
 */
public record Page<T>(List<T> items, int page, int size, long total) {

  static <E, T> Page<T> of(PanacheQuery<E> query, Paging paging, Function<E, T> view) {
    List<E> found = query.page(paging.page(), paging.size()).list();
    return new Page<>(
        found.stream().map(view).toList(), paging.page(), paging.size(), query.count());
  }
}
