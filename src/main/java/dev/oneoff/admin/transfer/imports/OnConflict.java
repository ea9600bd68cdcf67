package dev.oneoff.admin.transfer.imports;

import java.util.Locale;

/** What to do with a row whose key exists already. */
public enum OnConflict {
  /** Reject it. */
  FAIL,
  /** Leave the existing row unchanged. */
  SKIP,
  /** Update the existing row with the file's values. */
  UPDATE;

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
