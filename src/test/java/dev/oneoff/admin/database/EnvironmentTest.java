package dev.oneoff.admin.database;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.address.DatabaseLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void anUnnamedDatabaseMayBeReadButNotWritten() throws SQLException {
    Environment environment = of(database.location());

    assertThat(environment.name()).isEmpty();
    assertThatThrownBy(environment::requireForWriting)
        .is(because(AdminException.Cause.CONFIGURATION))
        .hasMessageContaining("Set ONEOFF_ENVIRONMENT");
  }

  @Test
  void theVariableNamesIt() throws SQLException {
    assertThat(named("staging").requireForWriting()).isEqualTo("staging");
  }

  @Test
  void theStampNamesIt() throws SQLException {
    stamp("production");

    assertThat(of(database.location()).requireForWriting()).isEqualTo("production");
  }

  @Test
  void theLocalPostgresqlIsDevelopment() throws SQLException {
    assertThat(of(local()).requireForWriting()).isEqualTo("development");
  }

  @Test
  void theLocalPostgresqlMayBeStampedOtherwise() throws SQLException {
    stamp("test");

    assertThat(of(local()).requireForWriting()).isEqualTo("test");
  }

  @Test
  void anEmptyTableIsNotAStamp() throws SQLException {
    table();

    assertThat(of(database.location()).stamped()).isEmpty();
  }

  @Test
  void twoEqualNamesAreOne() throws SQLException {
    stamp("staging");

    assertThat(named("staging").requireForWriting()).isEqualTo("staging");
  }

  @Test
  void withTwoDifferentNamesReadingIsAllowedAndWritingIsNot() throws SQLException {
    stamp("production");

    assertThat(named("staging").name()).contains("staging");
    assertThatThrownBy(named("staging")::requireForWriting)
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("ONEOFF_ENVIRONMENT says staging")
        .hasMessageContaining("belongs to production")
        .hasMessageContaining("migrate environment staging --confirm production");
  }

  @Test
  void theFirstStampStays() throws SQLException {
    stamp("production");
    try (Connection connection = database.connect()) {
      Environment.stamp(connection, "staging");
    }

    assertThat(of(database.location()).stamped()).contains("production");
  }

  @Test
  void aCopyIsRenamed() throws SQLException {
    stamp("production");
    try (Connection connection = database.connect()) {
      Environment.rename(connection, "production", "staging");
    }

    assertThat(named("staging").requireForWriting()).isEqualTo("staging");
  }

  @Test
  void aDatabaseRenamedMeanwhileIsNotRenamedAgain() throws SQLException {
    stamp("production");
    try (Connection connection = database.connect()) {
      assertThatThrownBy(() -> Environment.rename(connection, "staging", "test"))
          .is(because(AdminException.Cause.REFUSED));
    }

    assertThat(of(database.location()).stamped()).contains("production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "a", "eu-west-1"})
  void aNameHasLowercaseLettersDigitsAndHyphens(String name) {
    assertThat(Environment.checkName(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Production", "1st", "-x", "a b", "a_b", "a\nb", "prod\u0000"})
  void anyOtherNameIsAConfigurationError(String name) {
    assertThatThrownBy(() -> Environment.checkName(name))
        .is(because(AdminException.Cause.CONFIGURATION));
  }

  private Environment named(String name) throws SQLException {
    try (Connection connection = database.connect()) {
      return Environment.of(
          database.settings("oneoff.environment", name), database.location(), connection);
    }
  }

  private Environment of(DatabaseLocation location) throws SQLException {
    try (Connection connection = database.connect()) {
      return Environment.of(database.settings(), location, connection);
    }
  }

  private DatabaseLocation local() {
    return new DatabaseLocation(
        database.location().jdbcUrl(),
        Optional.of(database.user()),
        Optional.of(database.password()),
        true);
  }

  private void stamp(String name) throws SQLException {
    table();
    try (Connection connection = database.connect()) {
      Environment.stamp(connection, name);
    }
  }

  private void table() throws SQLException {
    database.execute(
        "create table admin_environment (name text not null unique, stamped_at timestamptz)");
  }
}
