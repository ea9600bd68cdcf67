package dev.oneoff.admin.run.items;

import org.jspecify.annotations.Nullable;

/** Items after one key, up to and including another; {@code null} means unbounded. */
public record Range(@Nullable Key after, @Nullable Key upTo) {

  public static final Range ALL = new Range(null, null);

  /** What is left after this key. */
  public Range from(@Nullable Key cursor) {
    return cursor == null ? this : new Range(cursor, upTo);
  }

  /** What lies before this key, or at it. */
  public Range until(Key last) {
    return new Range(after, last);
  }
}
