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
            """
            select set_config(name, wanted, ?) from pg_settings
            join unnest(?, ?) asked (setting_name, wanted) on lower(name) = lower(setting_name)
            """)) {
      set.setBoolean(1, transaction);
      set.setArray(2, connection.createArrayOf("text", settings.keySet().toArray()));
      set.setArray(3, connection.createArrayOf("text", settings.values().toArray()));
      set.execute();
    }
  }
}
