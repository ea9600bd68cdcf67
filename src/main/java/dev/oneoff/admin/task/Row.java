package dev.oneoff.admin.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table or a query, or a line of a CSV file, by column name.
 *
 * @param values in column order; text for a CSV file, otherwise what the driver returns
 */
public record Row(Map<String, @Nullable Object> values) {

  public Row {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value as text, or {@code null}.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public @Nullable String text(String column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  /**
   * The value as the driver or the file gave it.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public @Nullable Object value(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalArgumentException(
          "There is no column " + column + ", only " + values.keySet() + ".");
    }
    return values.get(column);
  }
}
