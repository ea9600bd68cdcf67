package dev.oneoff.it;

import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The PostgreSQL of the packaged jar's tests: a server for each process of the test run, a database
 * for each test.
 */
final class JarPostgres {

  private static final LocalPostgres POSTGRES =
      LocalPostgres.in(ForkDirectory.of("postgresql"), dev.oneoff.TestPostgres.PROGRAMS);

  private static final LocalServer SERVER = start();

  private static final Map<Path, Database> MIGRATED = new HashMap<>();

  private JarPostgres() {}

  /** An empty database of nobody else's. */
  static Database database() {
    String name = newName();
    SERVER.ensureDatabase(name);
    return new Database(name);
  }

  /** Another one with the same tables and rows; nobody may be connected to the first. */
  static Database copy(Database template) throws SQLException {
    return create(newName(), template);
  }

  /** For a test that makes many. */
  static void drop(Database database) throws SQLException {
    administer("drop database " + database.name() + " with (force)");
  }

  private static String newName() {
    return "it_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** One with the tables of the app's release, as its {@code migrate} makes them. */
  static Database migrated(App app) throws SQLException {
    return copy(template(app));
  }

  /**
   * One with the toolkit's tables alone, of no environment yet, for a changelog of the test's own:
   * a {@code migrate} that makes those tables first takes twice as long.
   */
  static Database prepared() {
    try {
      return copy(Toolkit.TABLES);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Made when the first test asks. */
  private static final class Toolkit {

    private static final Database TABLES = tables();

    private static Database tables() {
      Database tables = database();
      try {
        Path none = Files.createDirectories(ForkDirectory.of("no-changesets").toAbsolutePath());
        Changelogs.in(none, App.packaged().on(tables).warm()).run("migrate").succeeds();
        tables.execute(
            "delete from admin_environment; truncate admin_run restart identity cascade");
        return tables;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The same, in another environment's hands. */
  static Database migrated(Database database, App app, String environment) throws SQLException {
    Database migrated = migrated(database, app);
    migrated.execute("update admin_environment set name = '" + environment + "'");
    return migrated;
  }

  /** The same database, as if it were new and {@code migrate} had run. */
  static Database migrated(Database database, App app) throws SQLException {
    Database template = template(app);
    drop(database);
    return create(database.name(), template);
  }

  // A copy is sooner there than a process has migrated.
  private static synchronized Database template(App app) {
    return MIGRATED.computeIfAbsent(
        app.jar(),
        jar -> {
          Database template = database();
          app.on(template).run("migrate").succeeds();
          return template;
        });
  }

  private static Database create(String name, Database template) throws SQLException {
    administer("create database " + name + " template " + template.name());
    return new Database(name);
  }

  private static void administer(String sql) throws SQLException {
    new Database("postgres").execute(sql);
  }

  private static LocalServer start() {
    Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::stop));
    return dev.oneoff.TestPostgres.start(POSTGRES);
  }

  /** All sessions end; the databases and the port stay. */
  static void restart() {
    POSTGRES.stop();
    if (POSTGRES.start(step -> {}).port() != SERVER.port()) {
      throw new IllegalStateException("It came back on another port.");
    }
  }

  static LocalServer server() {
    return SERVER;
  }

  record Database(String name) {

    /** In the platform's form. */
    String url() {
      return url(SERVER.password());
    }

    String url(String password) {
      return "postgres://"
          + SERVER.user()
          + ":"
          + password
          + "@127.0.0.1:"
          + SERVER.port()
          + "/"
          + name;
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(SERVER.jdbcUrl(name), SERVER.user(), SERVER.password());
    }

    void execute(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** The first column of the first row; null where there is none. */
    String query(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? row.getString(1) : null;
      }
    }

    boolean hasTable(String table) throws SQLException {
      return query("select to_regclass('" + table + "')") != null;
    }
  }
}
