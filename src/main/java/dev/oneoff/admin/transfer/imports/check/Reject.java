package dev.oneoff.admin.transfer.imports.check;

import org.jspecify.annotations.Nullable;

/**
 * A line that cannot go in.
 *
 * @param line from 1
 * @param column as the file calls it, where one is to blame
 * @param reason a sentence's end, without a full stop
 */
public record Reject(long line, @Nullable String column, String reason) {

  /** {@code Line 5, email: has no @}. */
  @Override
  public String toString() {
    return "Line " + line + (column == null ? "" : ", " + column) + ": " + reason;
  }
}
