package dev.oneoff;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.address.DatabaseLocation;
import dev.oneoff.admin.database.local.LocalServer;
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
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty database on the tests' own PostgreSQL; one for each test that registers this. */
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {

  private final LocalServer server = TestPostgres.start();
  private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

  public void create() {
    create("template0");
  }

  private void create(String template) {
    TestPostgres.administer("create database " + name + " template " + template);
  }

  public void drop() {
    TestPostgres.administer("drop database if exists " + name + " with (force)");
  }

  /** Makes it the same as another one, to which nobody may be connected. */
  public void copy(TestDatabase template) {
    drop();
    create(template.name);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    create();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    drop();
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
            .withSources(new PropertiesConfigSource(values, "test.properties", 100))
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

  /** Hibernate on this database, to be told what is mapped. */
  public Configuration hibernate() {
    return new Configuration()
        .setProperty("jakarta.persistence.jdbc.url", location().jdbcUrl())
        .setProperty("jakarta.persistence.jdbc.user", user())
        .setProperty("jakarta.persistence.jdbc.password", password());
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
}
