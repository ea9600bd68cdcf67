package dev.oneoff.admin.run.history;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.RunStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes old runs that are over: runs of tasks that will not be resumed, and those of other
 * commands, which never are. Everything that belongs to a run is deleted with it.
 */
final class RunPruning {

  private static final int BATCH = 1000;

  private final Instant before;

  /**
   * For runs that ended before then.
   *
   * @param before compared with when they ended, or last gave a sign of life
   */
  RunPruning(Instant before) {
    this.before = before;
  }

  // A task's run that failed or was interrupted can be resumed.
  private static final String OVER =
      """
      coalesce(ended_at, heartbeat_at) < ? and (status = any (?) or (task is null and status <> 'RUNNING'))
      """;

  /** How many runs would be deleted. */
  long count(Database database) throws SQLException {
    new Ledger(database).require();
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select count(*) from admin_run where " + OVER)) {
      bindOver(connection, query, 1);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1) + dead(connection).size();
      }
    }
  }

  /** Deletes them all, batch by batch, each in a transaction of its own. */
  void run(Database database, Interruption interruption) throws SQLException {
    try (Interruption.Hold hold = interruption.hold();
        Connection connection = database.connect()) {
      while (deleteBatch(connection, BATCH) > 0) {
        interruption.checkpoint();
      }
    }
  }

  /**
   * Deletes up to {@code limit} rows, in the open transaction: first former values, of which a run
   * may have very many, then runs with whatever is left of them.
   *
   * @return how many were deleted; 0 when nothing is left
   */
  int deleteBatch(Connection connection, int limit) throws SQLException {
    List<Long> dead = dead(connection);
    int values = deleteFormerValues(connection, dead, limit);
    return values > 0 ? values : deleteRuns(connection, dead, limit);
  }

  private int deleteFormerValues(Connection connection, List<Long> dead, int limit)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from admin_run_undo where ctid = any (array(select u.ctid from admin_run_undo u"
                + " join admin_run r on r.id = u.run_id where ("
                + OVER
                + " or r.id = any (?)) limit ?))")) {
      return delete(connection, delete, dead, limit);
    }
  }

  private int deleteRuns(Connection connection, List<Long> dead, int limit) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from admin_run where id = any (array(select id from admin_run where ("
                + OVER
                + " or id = any (?)) order by id limit ?))")) {
      return delete(connection, delete, dead, limit);
    }
  }

  private int delete(Connection connection, PreparedStatement delete, List<Long> dead, int limit)
      throws SQLException {
    int next = bindOver(connection, delete, 1);
    delete.setArray(next, connection.createArrayOf("bigint", dead.toArray()));
    delete.setInt(next + 1, limit);
    return delete.executeUpdate();
  }

  private int bindOver(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    String[] ends =
        Stream.of(RunStatus.values())
            .filter(status -> !status.open())
            .map(Enum::name)
            .toArray(String[]::new);
    statement.setTimestamp(first, Timestamp.from(before));
    statement.setArray(first + 1, connection.createArrayOf("text", ends));
    return first + 2;
  }

  // A command that died is never resumed; a task's run waits for a process to take it over.
  private List<Long> dead(Connection connection) throws SQLException {
    List<Long> dead = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select id from admin_run where status = 'RUNNING' and task is null and heartbeat_at < ?
            """)) {
      query.setTimestamp(1, Timestamp.from(before));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          if (!RunLocks.alive(connection, id)) {
            dead.add(id);
          }
        }
      }
    }
    return dead;
  }
}
