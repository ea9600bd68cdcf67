package dev.oneoff.admin.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerSettingsTest {

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @Test
  void aNameIsFoundHoweverPostgresListsIt() throws Exception {
    try (Connection connection = database.connect()) {
      ServerSettings.ofSession(
          connection, Map.of("timezone", "Asia/Tokyo", "datestyle", "ISO, DMY", "work_mem", "5MB"));
      assertThat(shown(connection, "timezone")).isEqualTo("Asia/Tokyo");
      assertThat(shown(connection, "datestyle")).isEqualTo("ISO, DMY");
      assertThat(shown(connection, "work_mem")).isEqualTo("5MB");
    }
  }

  @Test
  void settingsThatTheServerDoesNotHaveAreLeftOut() throws Exception {
    try (Connection connection = database.connect()) {
      ServerSettings.ofSession(connection, Map.of("of_a_later_version", "1", "work_mem", "5MB"));
      assertThat(shown(connection, "work_mem")).isEqualTo("5MB");
    }
  }

  @Test
  void transactionSettingsEndWithTheTransaction() throws Exception {
    try (Connection connection = database.connect()) {
      String before = shown(connection, "work_mem");
      connection.setAutoCommit(false);
      ServerSettings.ofTransaction(connection, Map.of("work_mem", "5MB"));
      assertThat(shown(connection, "work_mem")).isEqualTo("5MB");
      connection.commit();
      assertThat(shown(connection, "work_mem")).isEqualTo(before);
    }
  }

  private static String shown(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
