package dev.oneoff.admin.database.session;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.time.Duration;
import java.util.Locale;

/**
 * How long a console's session may take, so that it is in nobody's way.
 *
 * @param statement how long one statement may run
 * @param lock how long it waits for somebody else's lock
 * @param idle how long a transaction stays open while nothing happens in it
 */
public record SessionLimits(Duration statement, Duration lock, Duration idle) {

  public static SessionLimits of(Settings settings) {
    return new SessionLimits(
        settings.of(OwnSetting.CONSOLE_STATEMENT_TIMEOUT),
        settings.of(OwnSetting.CONSOLE_LOCK_TIMEOUT),
        settings.of(OwnSetting.CONSOLE_IDLE_TIMEOUT));
  }

  /**
   * One statement that sets them, unless the session has narrower ones by its role or database, and
   * makes running statements end soon after their client does (since PostgreSQL 14).
   *
   * @param transaction whether they end with the open transaction
   */
  public String sql(boolean transaction) {
    return String.format(
        Locale.ROOT,
        """
        select set_config(name, wanted, %1$b) from pg_settings
          join (values ('statement_timeout', '%2$d'), ('lock_timeout', '%3$d'),
            ('idle_in_transaction_session_timeout', '%4$d'), ('client_connection_check_interval', '1000'))
            limits (limited, wanted) on limited = name
          where setting::bigint = 0 or setting::bigint > wanted::bigint
        """,
        transaction,
        statement.toMillis(),
        lock.toMillis(),
        idle.toMillis());
  }
}
