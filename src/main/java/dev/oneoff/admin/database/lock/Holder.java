package dev.oneoff.admin.database.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, according to {@code pg_stat_activity}. What the database role may not see is
 * empty.
 *
 * @param name the connection's {@code application_name}: command, process and host
 * @param statement what it is executing, or executed last
 */
public record Holder(
    int pid, String name, String user, Optional<Instant> since, Optional<String> statement) {

  /** Who holds the lock with this number. */
  public static Optional<Holder> of(Connection connection, long key) throws SQLException {
    return find(
        connection,
        """
        select a.pid, a.application_name, a.usename, a.backend_start,
          case when a.state = 'active' then a.query end
        from pg_locks join pg_stat_activity a using (pid)
        where
        """
            + LockKey.HELD,
        key,
        key);
  }

  private static Optional<Holder> find(Connection connection, String query, long... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static Holder read(ResultSet row) throws SQLException {
    java.sql.@Nullable Timestamp since = row.getTimestamp(4);
    return new Holder(
        row.getInt(1),
        Optional.ofNullable(row.getString(2)).orElse(""),
        Optional.ofNullable(row.getString(3)).orElse(""),
        Optional.ofNullable(since).map(java.sql.Timestamp::toInstant),
        Optional.ofNullable(row.getString(5)));
  }

  /**
   * {@code oneoff migrate 4711@web-1 (pid 42, user app, since 2026-11-24T00:45:00Z), now: create
   * index …}.
   */
  @Override
  public String toString() {
    return (name.isBlank() ? "a session without a name" : name)
        + " (pid "
        + pid
        + ", user "
        + user
        + since.map(time -> ", since " + time).orElse("")
        + ")"
        + statement.map(text -> ", now: " + OthersStatement.shown(text)).orElse("");
  }
}
