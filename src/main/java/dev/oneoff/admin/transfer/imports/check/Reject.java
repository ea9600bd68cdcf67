package dev.oneoff.admin.transfer.imports.check;

import org.jspecify.annotations.Nullable;

/**
 * A line that cannot be imported.
 *
 * @param line from 1
 * @param column its name in the file, if one is to blame
 * @param reason the end of a sentence, without a full stop
 */
public record Reject(long line, @Nullable String column, String reason) {

  /** {@code Line 5, email: has no @}. */
  @Override
  public String toString() {
    return "Line " + line + (column == null ? "" : ", " + column) + ": " + reason;
  }
}
