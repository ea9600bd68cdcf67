package dev.oneoff.admin.database.lock;

import java.util.Locale;

/** What a command does when somebody else holds the lock that it needs. */
public enum IfLocked {
  /** Waits until it is free. */
  WAIT,
  /** Does without the work, if it turns out that nothing was to be done. */
  SKIP,
  /** Ends at once. */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
