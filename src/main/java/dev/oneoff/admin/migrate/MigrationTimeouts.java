package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL's own time limits for a migration's statements: {@code
 * oneoff.migrate.statement-timeout} and {@code …lock-timeout}.
 */
final class MigrationTimeouts {

  private static final String LOCK = "oneoff.migrate.lock-timeout";

  private MigrationTimeouts() {}

  /** Whether a person set how long a statement waits for a lock. */
  static boolean ofLocks(Settings settings) {
    return settings.text(LOCK).isPresent();
  }

  /** By PostgreSQL's names; what is not set stays as the database has it. */
  static Map<String, String> of(Settings settings) {
    Map<String, String> timeouts = new HashMap<>();
    for (String name : new String[] {"statement", "lock"}) {
      settings
          .value("oneoff.migrate." + name + "-timeout", Duration.class)
          .ifPresent(limit -> timeouts.put(name + "_timeout", limit.toMillis() + "ms"));
    }
    return timeouts;
  }
}
