package dev.oneoff.admin.transfer;

import java.util.Locale;

/** The format of rows in a file. */
public enum RowFormat {
  /** PostgreSQL's own: an empty field is null, {@code ""} is the empty text. */
  CSV,
  /** One object per line. */
  JSONL;

  /** As it is typed, and as a file's extension. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
