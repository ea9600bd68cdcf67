package dev.oneoff.admin.transfer.imports.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextValuesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t", "tr", "TRUE", "y", "Yes", "ye", "on", "ON", "1", " true ", "f", "fal", "False", "n",
        "NO", "of", "off", "0"
      })
  void aBooleanIsReadAsPostgresReadsIt(String text) throws Exception {
    try (Connection connection = DATABASE.connect();
        PreparedStatement query = connection.prepareStatement("select ?::text::boolean")) {
      query.setString(1, text);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        assertThat(TextValues.read(Boolean.class, text)).isEqualTo(row.getBoolean(1));
        assertThat(TextValues.read(boolean.class, text)).isEqualTo(row.getBoolean(1));
      }
    }
  }
}
