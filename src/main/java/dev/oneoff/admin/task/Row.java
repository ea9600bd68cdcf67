package dev.oneoff.admin.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table or a query, or a line of a CSV file, by the names of its columns.
 *
 * @param values in the order of the columns; of a CSV file texts, else what the driver gives
 */
public record Row(Map<String, @Nullable Object> values) {

  public Row {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value as a text, {@code null} where it is null.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public @Nullable String text(String column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  /**
   * The value as it came.
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
