package dev.oneoff;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.DatabaseLocation;
import dev.oneoff.admin.database.LocalServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** An empty database of a test's own, on the tests' own PostgreSQL; dropped when it is closed. */
public final class TestDatabase implements AutoCloseable {

  private final LocalServer server;
  private final String name;

  private TestDatabase(LocalServer server, String name) {
    this.server = server;
    this.name = name;
  }

  public static TestDatabase create() {
    LocalServer server = TestPostgres.start();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    server.ensureDatabase(name);
    return new TestDatabase(server, name);
  }

  public String name() {
    return name;
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  /** As a service's own settings would name it. */
  public DatabaseLocation location() {
    return new DatabaseLocation(
        server.jdbcUrl(name), Optional.of(user()), Optional.of(password()), false);
  }

  /** Under Quarkus's own names. */
  public Map<String, String> quarkusSettings() {
    return Map.of(
        "quarkus.datasource.jdbc.url", location().jdbcUrl(),
        "quarkus.datasource.username", user(),
        "quarkus.datasource.password", password());
  }

  /** Settings that name this database, and these keys and values in pairs. */
  public Settings settings(String... keysAndValues) {
    Map<String, String> values = new HashMap<>(quarkusSettings());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return settingsOf(values);
  }

  /** Settings that say this and nothing else, whatever the machine's variables are. */
  public static Settings settingsOf(Map<String, String> values) {
    return new Settings(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(values, "the test", 100))
            .build());
  }

  /** This database as a command receives it. */
  public Database database(String... keysAndValues) {
    return new Database(settings(keysAndValues), "test", sentence -> {});
  }

  public DataSource dataSource() {
    return database().dataSource();
  }

  public Connection connect() {
    return database().connect();
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the rows, as text. */
  public List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Override
  public void close() {
    server.dropDatabase(name);
  }
}
