package dev.oneoff.orders;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, and the length of the whole list.
 *
 * @param page the number of this page, from 0
 * @param size the number of items on a full page
 * @param total the number of items on all pages together
 */
public record Page<T>(List<T> items, int page, int size, long total) {

  static <E, T> Page<T> of(PanacheQuery<E> query, Paging paging, Function<E, T> view) {
    List<E> found = query.page(paging.page(), paging.size()).list();
    return new Page<>(
        found.stream().map(view).toList(), paging.page(), paging.size(), query.count());
  }
}
