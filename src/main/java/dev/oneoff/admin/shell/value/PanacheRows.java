package dev.oneoff.admin.shell.value;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The rows of Panache's queries; only for a service that has Panache. */
final class PanacheRows {

  private PanacheRows() {}

  /** Its pages by number, if it is such a query. */
  static Optional<IntFunction<List<?>>> pages(Object value, int size) {
    return value instanceof PanacheQuery<?> query
        ? Optional.of(page -> query.page(Page.of(page, size)).list())
        : Optional.empty();
  }
}
