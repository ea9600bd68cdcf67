package dev.oneoff.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/**
 * Which writing transactions there are and were, as PostgreSQL tells another session: what it
 * answers changes when one begins to write and when one ends, and at no other time.
 */
final class Snapshots implements Supplier<String>, AutoCloseable {

  private final Connection connection;

  private Snapshots(Connection connection) {
    this.connection = connection;
  }

  static Snapshots of(JarPostgres.Database database) throws SQLException {
    return new Snapshots(database.connect());
  }

  @Override
  public String get() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_snapshot()")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
