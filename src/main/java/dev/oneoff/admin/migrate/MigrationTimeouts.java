package dev.oneoff.admin.migrate;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL's own time limits for a migration's statements: {@code
 * oneoff.migrate.statement-timeout} and {@code …lock-timeout}.
 */
final class MigrationTimeouts {

  private MigrationTimeouts() {}

  /** Whether a person set how long a statement waits for a lock. */
  static boolean ofLocks(Settings settings) {
    return settings.given(OwnSetting.MIGRATE_LOCK_TIMEOUT).isPresent();
  }

  /** By PostgreSQL's names; what is not set stays as the database has it. */
  static Map<String, String> of(Settings settings) {
    Map<String, String> timeouts = new HashMap<>();
    settings
        .given(OwnSetting.MIGRATE_STATEMENT_TIMEOUT)
        .ifPresent(limit -> timeouts.put("statement_timeout", milliseconds(limit)));
    settings
        .given(OwnSetting.MIGRATE_LOCK_TIMEOUT)
        .ifPresent(limit -> timeouts.put("lock_timeout", milliseconds(limit)));
    return timeouts;
  }

  private static String milliseconds(Duration limit) {
    return limit.toMillis() + "ms";
  }
}
