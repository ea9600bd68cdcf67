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

  /**
   * A statement that waits at the gate and leaves a table. It asks again and again: one that queued
   * for the lock itself would give way after two seconds.
   */
  static final String CREATE_TABLE_ONE =
      "create table one as with recursive at_the_gate (tries) as (select 0 union all"
          + " select tries + 1 from at_the_gate"
          + " where not pg_try_advisory_xact_lock_shared(4242) and pg_sleep(0.02)::text = '')"
          + " select 1 as id from (select max(tries) from at_the_gate) passed";

  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  static Gate closed(JarPostgres.Database database) throws SQLException {
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
                          "select 1 from pg_stat_activity where state = 'active'"
                              + " and query like 'create table one as with recursive at_the_gate%'")) {
                return row.next();
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
