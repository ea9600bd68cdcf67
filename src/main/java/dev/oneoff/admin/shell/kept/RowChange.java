package dev.oneoff.admin.shell.kept;

import org.jspecify.annotations.Nullable;

/**
 * A change to a row.
 *
 * @param table whose row it is
 * @param before the row as PostgreSQL writes it; null if there was none
 * @param after the same after the change; null if it was deleted
 */
public record RowChange(WrittenTable table, @Nullable String before, @Nullable String after) {

  /** What a statement does to rows. */
  public enum Kind {
    INSERTED,
    UPDATED,
    DELETED
  }

  public Kind kind() {
    return before == null ? Kind.INSERTED : after == null ? Kind.DELETED : Kind.UPDATED;
  }

  long characters() {
    return length(before) + length(after);
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
