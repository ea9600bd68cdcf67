package dev.oneoff.admin.model.query;

import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.ledger.Counts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known about a page of rows.
 *
 * @param count its rows
 * @param more whether there are others after it
 * @param total the rows of all pages, if requested
 * @param ordered whether the query defines their order
 * @param sql what was sent for them
 */
record PageMeta(
    HqlQuery asked,
    long count,
    boolean more,
    OptionalLong total,
    boolean ordered,
    String sql,
    Duration time) {

  /** As it appears in JSON. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("count", count);
    properties.put("page", asked.page());
    properties.put("size", asked.size());
    properties.put("hasMore", more);
    total.ifPresent(all -> properties.put("total", all));
    properties.put("milliseconds", time.toMillis());
    properties.put("sql", sql);
    return properties;
  }

  /** {@code 50 rows of 1,234, page 2; more with --page 3. 12 ms.} */
  String sentence() {
    StringBuilder sentence = new StringBuilder(Counts.of(count, "row"));
    total.ifPresent(all -> sentence.append(" of ").append(Counts.number(all)));
    if (asked.page() > 1) {
      sentence.append(", page ").append(asked.page());
    }
    if (more) {
      sentence.append("; more with --page ").append(asked.page() + 1);
    }
    sentence.append(". ").append(Counts.number(time.toMillis())).append(" ms.");
    if (!ordered && (more || asked.page() > 1)) {
      sentence.append(" Without 'order by' a row can be on two pages, or on none.");
    }
    return sentence.toString();
  }
}
