package dev.oneoff.admin.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Sets the settings that this PostgreSQL has; those of later versions are left out. Names are
 * matched as PostgreSQL matches them: {@code timezone} is what it lists as {@code TimeZone}.
 */
public final class ServerSettings {

  private ServerSettings() {}

  /** Until the end of the session. */
  public static void ofSession(Connection connection, Map<String, String> settings)
      throws SQLException {
    set(connection, settings, false);
  }

  /** Until the end of the open transaction. */
  public static void ofTransaction(Connection connection, Map<String, String> settings)
      throws SQLException {
    set(connection, settings, true);
  }

  private static void set(Connection connection, Map<String, String> settings, boolean transaction)
      throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            "select set_config(name, ?, ?) from pg_settings where lower(name) = lower(?)")) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        set.setString(1, setting.getValue());
        set.setBoolean(2, transaction);
        set.setString(3, setting.getKey());
        set.execute();
      }
    }
  }
}
