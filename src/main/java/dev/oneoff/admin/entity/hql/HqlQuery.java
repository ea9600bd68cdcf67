package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import java.util.List;
import java.util.Map;

/**
 * A query that somebody asked for.
 *
 * @param parameters values by parameter name; a list has several
 * @param page from 1
 * @param size how many rows a page has
 * @param total whether all rows are counted too
 * @param unmask whether sensitive values are shown
 */
public record HqlQuery(
    String text,
    Map<String, List<String>> parameters,
    int page,
    int size,
    boolean total,
    boolean unmask) {

  public HqlQuery {
    if (text.isBlank()) {
      throw AdminException.usage("The query is empty. A query begins with 'select' or 'from'.");
    }
    if (page < 1 || size < 1) {
      throw AdminException.usage("Pages are numbered from 1, and have at least one row.");
    }
    if ((long) page * size >= Integer.MAX_VALUE) {
      throw AdminException.usage("There is no such page: no result has so many rows.");
    }
  }

  /** How many rows come before the page. */
  public int offset() {
    return (page - 1) * size;
  }
}
