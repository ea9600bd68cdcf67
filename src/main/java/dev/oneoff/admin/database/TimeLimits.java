package dev.oneoff.admin.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time limits set for the role, the database or the server. Work that needs longer lifts them,
 * and says so.
 */
public final class TimeLimits {

  private static final String QUERY =
      """
      select name, setting::bigint, reset_val::bigint,
        case source when 'session' then reset_val || unit else current_setting(name) end,
        case source when 'session' then 'role, the database or the server' else source end
      from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
        'transaction_timeout')
      """;

  /**
   * One of them.
   *
   * @param millis the current value; 0 is none
   * @param given the value when the session began: the current one may be this process's own
   * @param words the given value in words
   */
  private record Limit(long millis, long given, String words, String source) {
    boolean keptBy(Limit now) {
      return given == 0 || (now.millis != 0 && now.millis <= given);
    }
  }

  private final Map<String, Limit> limits = new TreeMap<>();

  private TimeLimits() {}

  /** The limits of a session. */
  public static TimeLimits of(Connection connection) throws SQLException {
    TimeLimits found = new TimeLimits();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        found.limits.put(
            rows.getString(1),
            new Limit(rows.getLong(2), rows.getLong(3), rows.getString(4), rows.getString(5)));
      }
    }
    return found;
  }

  /** Which of them have been lifted by now, each as a sentence. */
  public List<String> widened(Connection connection) throws SQLException {
    List<String> widened = new ArrayList<>();
    Map<String, Limit> now = of(connection).limits;
    limits.forEach(
        (name, before) -> {
          Limit after = now.getOrDefault(name, before);
          if (!before.keptBy(after)) {
            widened.add(
                name
                    + " is "
                    + before.words()
                    + " (set for the "
                    + before.source().replace("user", "role")
                    + "); this takes longer where it must, up to "
                    + (after.millis() == 0
                        ? "any time"
                        : Duration.ofMillis(after.millis()).toSeconds() + " s")
                    + ".");
          }
        });
    return widened;
  }

  /** Limits the session, unless it has a narrower limit. */
  public static void narrow(Connection connection, String name, Duration limit)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          String.format(
              Locale.ROOT,
              "select set_config(name, '%2$s', false) from pg_settings where name = '%1$s' and (setting::bigint = 0 or setting::bigint > %2$s)",
              name,
              limit.toMillis()));
    }
  }
}
