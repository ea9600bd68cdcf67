package dev.oneoff.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;

/** Holds a changeset up until the test opens it, however slow the machine is. */
final class Gate implements AutoCloseable {

  /** A statement that waits at the gate and leaves a table. */
  static final String CREATE_TABLE_ONE =
      "create table one as select 1 as id from (select pg_advisory_xact_lock_shared(4242)) at_the_gate";

  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  static Gate closed(TestPostgres.Database database) throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(4242)");
    }
    return new Gate(connection);
  }

  /** Its session. */
  int pid() throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  /** Until somebody stands at it. */
  Gate awaitCaller() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "select count(*) from pg_locks where locktype = 'advisory'"
                              + " and objid = 4242 and not granted")) {
                return row.next() && row.getInt(1) > 0;
              }
            });
    return this;
  }

  void open() throws SQLException {
    connection.close();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
