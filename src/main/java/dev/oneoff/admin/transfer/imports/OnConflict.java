package dev.oneoff.admin.transfer.imports;

import java.util.Locale;

/** What becomes of a row whose key is there already. */
public enum OnConflict {
  /** It is rejected. */
  FAIL,
  /** The one that is there stays as it is. */
  SKIP,
  /** The one that is there gets the file's values. */
  UPDATE;

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
