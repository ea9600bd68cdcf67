package dev.oneoff.admin.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The running servers, in {@code admin_server}. Each sends a heartbeat every {@link #HEARTBEAT};
 * one that has sent none for {@link #LIFETIME} is dead, by the database's clock, and is removed by
 * the next server that sends one.
 */
public final class Servers {

  public static final Duration HEARTBEAT = Duration.ofSeconds(10);
  public static final Duration LIFETIME = Duration.ofSeconds(35);

  private final DataSource dataSource;

  public Servers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The servers that are alive, oldest first; empty if the table does not exist yet. */
  public List<Server> living() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return living(connection);
    }
  }

  /** The same on the caller's connection. */
  public static List<Server> living(Connection connection) throws SQLException {
    if (!present(connection)) {
      return List.of();
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select id, release, java, host, process, environment, schema_version, configuration,
                started_at, heartbeat_at
              from admin_server where heartbeat_at > clock_timestamp() - ? * interval '1 second'
              order by started_at, id
            """)) {
      query.setLong(1, LIFETIME.toSeconds());
      try (ResultSet rows = query.executeQuery()) {
        List<Server> living = new ArrayList<>();
        while (rows.next()) {
          living.add(read(rows));
        }
        return living;
      }
    }
  }

  /**
   * Sends a heartbeat, including the first, reports the schema as of the last check, and removes
   * dead servers.
   *
   * @param settings one fingerprint for each
   * @return whether it could be written: not before the first migrate
   */
  public boolean beat(Server server, Map<String, String> settings) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!present(connection)) {
        return false;
      }
      try (PreparedStatement dead =
          connection.prepareStatement(
              "delete from admin_server where heartbeat_at < clock_timestamp() - ? * interval '1 second'")) {
        dead.setLong(1, LIFETIME.toSeconds());
        dead.executeUpdate();
      }
      insert(connection, server, settings);
      return true;
    }
  }

  private static void insert(Connection connection, Server server, Map<String, String> settings)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into admin_server
              (id, release, java, host, process, environment, schema_version, configuration, settings, started_at)
            select ?, ?, ?, ?, ?, ?, ?, ?,
              (select coalesce(json_object_agg(name, value order by name), '{}') from unnest(?::text[], ?::text[]) as s (name, value))::text, ?
            on conflict (id) do update set heartbeat_at = clock_timestamp(), schema_version = excluded.schema_version
            """)) {
      insert.setObject(1, server.id());
      insert.setString(2, server.release());
      insert.setString(3, server.java());
      insert.setString(4, server.host());
      insert.setLong(5, server.process());
      insert.setString(6, server.environment().orElse(null));
      insert.setString(7, server.schema().orElse(null));
      insert.setString(8, server.configuration());
      insert.setArray(9, texts(connection, settings.keySet().toArray(String[]::new)));
      insert.setArray(10, texts(connection, settings.values().toArray(String[]::new)));
      insert.setObject(11, server.startedAt());
      insert.executeUpdate();
    }
  }

  private static java.sql.Array texts(Connection connection, String[] texts) throws SQLException {
    return connection.createArrayOf("text", texts);
  }

  /** Removes a server that is shutting down. */
  public void leave(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from admin_server where id = ?")) {
      delete.setObject(1, id);
      delete.executeUpdate();
    }
  }

  private static boolean present(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select to_regclass('admin_server') is not null");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Server read(ResultSet row) throws SQLException {
    return new Server(
        row.getObject("id", UUID.class),
        row.getString("release"),
        row.getString("java"),
        row.getString("host"),
        row.getLong("process"),
        Optional.ofNullable(row.getString("environment")),
        Optional.ofNullable(row.getString("schema_version")),
        row.getString("configuration"),
        row.getObject("started_at", OffsetDateTime.class),
        row.getObject("heartbeat_at", OffsetDateTime.class));
  }

  /** One fingerprint for each setting of a server; empty if it has left. */
  public Map<String, String> settings(UUID id) throws SQLException {
    // PostgreSQL reads its own JSON; without a boot there is no parser.
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select key, value from admin_server, json_each_text(settings::json) where id = ? order by key")) {
      query.setObject(1, id);
      Map<String, String> settings = new LinkedHashMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          settings.put(rows.getString(1), rows.getString(2));
        }
      }
      return settings;
    }
  }
}
