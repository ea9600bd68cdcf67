package dev.oneoff.admin.database.lock;

import java.util.Locale;

/** What a command does if another process holds the lock that it needs. */
public enum IfLocked {
  /** Waits until it is free. */
  WAIT,
  /** Does not wait: the command ends as busy, and says what it left undone. */
  SKIP,
  /** Does not wait: the command ends as busy, and says who holds the lock. */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
