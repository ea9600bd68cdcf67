package dev.oneoff.admin.database.lock;

import java.util.Locale;

/** What a command does if another process holds the lock that it needs. */
public enum IfLocked {
  /** Waits until it is free. */
  WAIT,
  /** Skips the work, if it turns out that nothing needed doing. */
  SKIP,
  /** Fails at once. */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
