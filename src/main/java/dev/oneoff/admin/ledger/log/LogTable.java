package dev.oneoff.admin.ledger.log;

import dev.oneoff.admin.database.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's lines in {@code admin_run_log}, on a connection of their own: the first {@value #HEAD}
 * and the last {@value #TAIL} of them.
 */
final class LogTable implements AutoCloseable {

  static final int HEAD = 1000;
  static final int TAIL = 1000;

  // Old lines are not deleted with every new one.
  private static final int SLACK = 500;

  private final Database database;
  private final long run;
  private @Nullable Connection open;
  private long rows;

  LogTable(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  /** Writes all of them or none; retries once if the connection was lost since the last time. */
  void write(List<LogLine> lines) throws SQLException {
    boolean used = open != null;
    try {
      insert(lines);
    } catch (SQLException | RuntimeException e) {
      close();
      if (!used) {
        throw e;
      }
      insert(lines);
    }
  }

  private void insert(List<LogLine> lines) throws SQLException {
    Connection connection = connection();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into admin_run_log (run_id, at, text)
            select ?, at, text from unnest(?::timestamptz[], ?::text[]) with ordinality as line (at, text, number)
            order by number
            """)) {
      insert.setLong(1, run);
      insert.setArray(2, texts(connection, lines.stream().map(LogLine::at)));
      insert.setArray(3, texts(connection, lines.stream().map(LogLine::text)));
      insert.executeUpdate();
    }
    rows += lines.size();
    if (rows > HEAD + TAIL + SLACK) {
      makeRoom(connection);
    }
    connection.commit();
  }

  private static Array texts(Connection connection, Stream<?> values) throws SQLException {
    return connection.createArrayOf("text", values.map(Object::toString).toArray());
  }

  private Connection connection() throws SQLException {
    Connection connection = open;
    if (connection == null) {
      connection = database.connect();
      open = connection;
      connection.setAutoCommit(false);
      rows = count(connection);
    }
    return connection;
  }

  // A resumed run has lines already.
  private long count(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from admin_run_log where run_id = ?")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void makeRoom(Connection connection) throws SQLException {
    try (PreparedStatement mark =
            connection.prepareStatement(
                """
                update admin_run_log set text = ? where run_id = ? and line =
                  (select line from admin_run_log where run_id = ? order by line offset ? limit 1)
                """);
        PreparedStatement delete =
            connection.prepareStatement(
                """
                delete from admin_run_log where run_id = ?
                  and line > (select line from admin_run_log where run_id = ? order by line offset ? limit 1)
                  and line <= (select line from admin_run_log where run_id = ? order by line desc offset ? limit 1)
                """)) {
      mark.setString(
          1, "… the first " + HEAD + " lines and about the last " + TAIL + " are kept …");
      mark.setLong(2, run);
      mark.setLong(3, run);
      mark.setInt(4, HEAD);
      mark.executeUpdate();
      delete.setLong(1, run);
      delete.setLong(2, run);
      delete.setInt(3, HEAD);
      delete.setLong(4, run);
      delete.setInt(5, TAIL);
      rows -= delete.executeUpdate();
    }
  }

  @Override
  public void close() {
    Connection connection = open;
    open = null;
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is gone either way.
    }
  }
}
