package dev.oneoff.admin.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/**
 * A pooler between a connection and the server, as seen from the connection itself. It may run each
 * transaction in a different server session, and passes on whatever is left behind in one to the
 * next client.
 */
public final class Pooler {

  private Pooler() {}

  /**
   * Whether there is one, in any mode: it makes up the pid that the driver is given at the start.
   */
  public static boolean before(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID() != backendPid(connection);
  }

  /** The session that the connection has at the moment. */
  public static int backendPid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Whether the pooler carries a connection's prepared statements to the next session (PgBouncer
   * since 1.21, with {@code max_prepared_statements}) by preparing them under names of its own.
   * Otherwise, the next client finds the driver's name taken.
   */
  public static boolean carriesStatements(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    PGConnection driver = connection.unwrap(PGConnection.class);
    int threshold = driver.getPrepareThreshold();
    driver.setPrepareThreshold(0);
    connection.setAutoCommit(false);
    try (PreparedStatement query =
        connection.prepareStatement(
            "select name from pg_prepared_statements where statement = current_query()")) {
      // The transaction begins with an unnamed statement, so that the query's is the only named
      // one.
      backendPid(connection);
      query.unwrap(PGStatement.class).setPrepareThreshold(1);
      boolean carried = true;
      try (ResultSet names = query.executeQuery()) {
        while (names.next()) {
          String name = names.getString(1);
          if (name.startsWith("S_")) {
            carried = false;
            forget(connection, name);
          }
        }
      }
      return carried;
    } catch (SQLException e) {
      // Another client's statement has the name already.
      if (SqlState.of(e) == SqlState.STATEMENT_EXISTS) {
        return false;
      }
      throw e;
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
      driver.setPrepareThreshold(threshold);
    }
  }

  // Prepared statements outlive the transaction.
  private static void forget(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("deallocate " + Identifier.quoted(name));
    }
  }
}
