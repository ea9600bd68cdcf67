package dev.oneoff.admin.transfer;

import java.util.Locale;

/** How rows stand in a file. */
public enum RowFormat {
  /** PostgreSQL's own: nothing is null, {@code ""} is the empty text. */
  CSV,
  /** An object on each line. */
  JSONL;

  /** As it is typed, and as a file's name ends. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
