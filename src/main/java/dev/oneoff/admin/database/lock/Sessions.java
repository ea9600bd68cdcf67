package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.database.ServerSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * Prepares the sessions of a lock, so that the server soon notices if their process is gone or
 * frozen.
 */
final class Sessions {

  /**
   * The server ends a session that is silent for this long; a process pings four times as often.
   */
  static final Duration SILENCE = Duration.ofSeconds(20);

  static final Duration PING = SILENCE.dividedBy(4);

  // Longer, because the process may compute between two statements.
  private static final Duration WORKING_SILENCE = Duration.ofSeconds(30);

  // A lost node answers no keepalive: its sessions end after idle + count × interval seconds.
  private static final Map<String, String> LIVELY =
      Map.of(
          "idle_session_timeout", SILENCE.toMillis() + "ms",
          "tcp_keepalives_idle", "10",
          "tcp_keepalives_interval", "5",
          "tcp_keepalives_count", "3");

  private static final Map<String, String> WORKING =
      Map.of(
          "client_connection_check_interval", "1s",
          "idle_session_timeout", WORKING_SILENCE.toMillis() + "ms",
          "idle_in_transaction_session_timeout", WORKING_SILENCE.toMillis() + "ms");

  private Sessions() {}

  /** For the session that only stays alive. */
  static void lively(Connection connection) throws SQLException {
    ServerSettings.ofSession(connection, LIVELY);
  }

  /** For a session that works: its statement ends with its client. */
  static void working(Connection connection) throws SQLException {
    ServerSettings.ofSession(connection, LIVELY);
    ServerSettings.ofSession(connection, WORKING);
  }

  static boolean tryLock(Connection connection, long key) throws SQLException {
    return take(connection, "select pg_try_advisory_lock(?)", key);
  }

  static boolean tryShare(Connection connection, long key) throws SQLException {
    return take(connection, "select pg_try_advisory_lock_shared(?)", key);
  }

  private static boolean take(Connection connection, String query, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  static void ping(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }
}
