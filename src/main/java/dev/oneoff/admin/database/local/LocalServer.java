package dev.oneoff.admin.database.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.SqlState;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * A running local PostgreSQL, and the databases in it.
 *
 * @param directory what it keeps on disk: data, password and log
 * @param version PostgreSQL's, such as {@code 18.4}
 * @param pid the process that {@code stop} ends
 */
public record LocalServer(
    Path directory,
    int port,
    String user,
    String password,
    String version,
    long pid,
    Instant startedAt) {

  private static final String MAINTENANCE = "postgres";
  private static final int LONGEST_NAME = 63;
  private static final int ANSWER_SECONDS = 10;
  private static final int WORK_SECONDS = 60;

  /** It contains neither user nor password, so it may be shown. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  /** A shell command that opens psql in a database; the password is read from its file. */
  public String psql(String database) {
    return "PGPASSWORD=$(cat '"
        + new PostgresCluster(directory).passwordFile()
        + "') psql -h 127.0.0.1 -p "
        + port
        + " -U "
        + user
        + " "
        + database;
  }

  private static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + URLEncoder.encode(database, UTF_8);
  }

  /**
   * Creates the database unless it exists, even if others do so at the same moment.
   *
   * @return whether it was created by this call
   */
  public boolean ensureDatabase(String name) {
    return inMaintenance(
        "create the database " + name,
        connection -> {
          if (name.getBytes(UTF_8).length > LONGEST_NAME) {
            throw AdminException.configuration(
                "The database name "
                    + name
                    + " is longer than "
                    + LONGEST_NAME
                    + " bytes. Choose a shorter one.");
          }
          if (exists(connection, name)) {
            return false;
          }
          try (Statement statement = connection.createStatement()) {
            // template0 accepts no connections, so no session in it can be in the way.
            statement.execute("create database " + Identifier.quoted(name) + " template template0");
            return true;
          } catch (SQLException e) {
            // In a race, the catalogue's own unique index reports it.
            if (SqlState.of(e) == SqlState.DATABASE_EXISTS || SqlState.ofData(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  /**
   * Drops the database and ends the sessions in it.
   *
   * @return whether there was one
   */
  public boolean dropDatabase(String name) {
    return inMaintenance(
        "drop the database " + name,
        connection -> {
          boolean existed = exists(connection, name);
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "drop database if exists " + Identifier.quoted(name) + " with (force)");
          }
          return existed;
        });
  }

  /** The services' databases by name. */
  public List<LocalDatabase> databases() {
    return inMaintenance(
        "list the databases",
        connection -> {
          List<LocalDatabase> databases = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select datname, pg_database_size(oid)
                  from pg_database
                  where datallowconn and not datistemplate and datname <> ?
                  order by datname
                  """)) {
            statement.setString(1, MAINTENANCE);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                databases.add(new LocalDatabase(rows.getString(1), rows.getLong(2)));
              }
            }
          }
          return List.copyOf(databases);
        });
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private interface Maintenance<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inMaintenance(String what, Maintenance<T> work) {
    try (Connection connection = connect(port, password, WORK_SECONDS)) {
      return work.on(connection);
    } catch (SQLException e) {
      String sentence =
          "The local PostgreSQL on port " + port + " could not " + what + ": " + e.getMessage();
      throw SqlState.of(e).lost()
          ? AdminException.unavailable(sentence, e)
          : AdminException.failed(sentence, e);
    }
  }

  /** The one that this postmaster serves; empty while it does not answer (yet, or any more). */
  static Optional<LocalServer> of(PostgresCluster cluster, Postmaster postmaster)
      throws IOException {
    String password = cluster.password();
    try (Connection connection = connect(postmaster.port(), password, ANSWER_SECONDS);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('data_directory'), current_setting('server_version'),
                  extract(epoch from pg_postmaster_start_time())::bigint
                """)) {
      row.next();
      if (!Files.isSameFile(Path.of(row.getString(1)), cluster.data())) {
        return Optional.empty();
      }
      return Optional.of(
          new LocalServer(
              cluster.directory(),
              postmaster.port(),
              PostgresCluster.USER,
              password,
              row.getString(2),
              postmaster.pid(),
              Instant.ofEpochSecond(row.getLong(3))));
    } catch (SQLException e) {
      if (SqlState.of(e) == SqlState.NOT_LET_IN) {
        throw cluster.refusedPassword();
      }
      if (SqlState.of(e).lost()) {
        return Optional.empty();
      }
      throw AdminException.unavailable(
          "The local PostgreSQL on port "
              + postmaster.port()
              + " is running, but accepts no connections: "
              + e.getMessage(),
          e);
    }
  }

  private static Connection connect(int port, String password, int seconds) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", PostgresCluster.USER);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "oneoff local");
    properties.setProperty("connectTimeout", Integer.toString(ANSWER_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(seconds));
    String url = jdbcUrl(port, MAINTENANCE);
    // Not through DriverManager, which only knows the drivers of the class loader that came first.
    for (Driver driver : ServiceLoader.load(Driver.class, LocalServer.class.getClassLoader())) {
      Connection connection = driver.connect(url, properties);
      if (connection != null) {
        return connection;
      }
    }
    throw new SQLException("PostgreSQL's JDBC driver is not on the class path");
  }

  /** Without the password, which must not be logged. */
  @Override
  public String toString() {
    return "LocalServer[directory="
        + directory
        + ", port="
        + port
        + ", user="
        + user
        + ", version="
        + version
        + ", pid="
        + pid
        + ", startedAt="
        + startedAt
        + "]";
  }
}
