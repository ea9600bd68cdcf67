package dev.oneoff.admin.ledger;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What sets the runs of tasks apart from those of other commands: they stop, resume and are
 * counted.
 */
public final class TaskRuns {

  private final Database database;

  public TaskRuns(Database database) {
    this.database = database;
  }

  /** The unfinished run of a task; there is at most one. */
  public Optional<Run> open(String task) throws SQLException {
    return find(
        """
        select * from admin_run where task = ? and not dry_run and retry_of is null and undo_of is null
          and status in \
        """
            + RunStatus.openInSql()
            + " order by id desc limit 1",
        task,
        null);
  }

  /** The last finished run of a task with the same arguments. */
  public Optional<Run> finished(String task, String argumentsHash) throws SQLException {
    return find(
        """
        select * from admin_run where task = ? and arguments_hash = ? and not dry_run and retry_of is null
          and undo_of is null and status in ('DONE', 'INCOMPLETE') order by id desc limit 1
        """,
        task,
        argumentsHash);
  }

  private Optional<Run> find(String sql, String task, @Nullable String hash) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, task);
      if (hash != null) {
        query.setString(2, hash);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(RunRow.read(row)) : Optional.empty();
      }
    }
  }

  public Optional<String> argumentsHash(long run) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select arguments_hash from admin_run where id = ?")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Items that were set aside and not yet retried successfully. */
  public long failedItems(long run) throws SQLException {
    return count(
        "select count(*) from admin_run_error where run_id = ? and retried_by is null", run);
  }

  /** Rows whose former values are kept and have not been restored. */
  public long keptRows(long run) throws SQLException {
    return count("select count(*) from admin_run_undo where run_id = ? and undone_by is null", run);
  }

  private long count(String sql, long run) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** This process resumes a run that no process has. */
  public void takeOver(long run) throws SQLException {
    Actor actor = Actor.of(database.settings(), Database.hostName());
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update admin_run set status = 'RUNNING', request = null, exit_code = null, message = null, ended_at = null,
                  actor = ?, claimed_actor = ?, host = ?, process = ?, heartbeat_at = current_timestamp
                where id = ? and status in \
                """
                    + RunStatus.openInSql())) {
      update.setString(1, actor.name());
      update.setString(2, actor.claimed().orElse(null));
      update.setString(3, actor.host());
      update.setLong(4, actor.process());
      update.setLong(5, run);
      update.executeUpdate();
    }
  }

  /**
   * A process that is part of the run keeps working, whatever status the last one to leave set.
   *
   * @param session the session that is part of the run
   */
  public static void revive(Connection session, long run) throws SQLException {
    try (PreparedStatement update =
        session.prepareStatement(
            """
            update admin_run set status = 'RUNNING', exit_code = null, message = null, ended_at = null
            where id = ? and status in ('INTERRUPTED', 'FAILED')
            """)) {
      update.setLong(1, run);
      update.executeUpdate();
    }
  }

  /**
   * Sets a run's status when a process leaves it, unless others carry it on.
   *
   * @return whether no other does
   */
  public boolean leave(long run, RunStatus to, ExitCode code, String message) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      connection.setAutoCommit(false);
      // With the row locked, a process that is joining the run is either seen here or revives it
      // later.
      try (PreparedStatement lock =
          connection.prepareStatement("select 1 from admin_run where id = ? for update")) {
        lock.setLong(1, run);
        lock.execute();
      }
      boolean alone = !RunLocks.alive(connection, run);
      if (alone) {
        Ledger.move(connection, run, to, code, message);
      }
      connection.commit();
      return alone;
    }
  }

  /** Whether any process of the run is alive. */
  public boolean alive(long run) throws SQLException {
    try (Connection connection = database.connectDirect()) {
      return RunLocks.alive(connection, run);
    }
  }

  /** Sends a request to the processes of a run, in whatever state the work is. */
  public boolean ask(long run, RunRequest request) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "update admin_run set request = ? where id = ? and status in ('RUNNING', 'PAUSED')")) {
      update.setString(1, request.name());
      update.setLong(2, run);
      return update.executeUpdate() == 1;
    }
  }

  /** Adds up what the chunks have done; returns the run with the new counts. */
  public Run count(long run) throws SQLException {
    return update(
        """
        update admin_run r set heartbeat_at = current_timestamp, processed = c.processed, failed = c.failed
        from (select coalesce(sum(processed), 0) as processed, coalesce(sum(failed), 0) as failed
          from admin_run_chunk where run_id = ?) c
        where r.id = ? returning r.*
        """,
        run);
  }

  /** Changes that the second run undid need not be undone again. */
  public void undone(long undoneRun, long undo) throws SQLException {
    settle(
        "update admin_run_undo e set undone_by = ? where run_id = ? and undone_by is null",
        undoneRun,
        undo);
  }

  /** Items that the second run processed successfully need not be retried. */
  public void resolve(long failedRun, long retry) throws SQLException {
    settle(
        "update admin_run_error e set retried_by = ? where run_id = ? and retried_by is null",
        failedRun,
        retry);
  }

  private void settle(String update, long former, long run) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                update
                    + " and not exists (select from admin_run_error again where again.run_id = ?"
                    + " and again.item_key = e.item_key)")) {
      statement.setLong(1, run);
      statement.setLong(2, former);
      statement.setLong(3, run);
      statement.executeUpdate();
    }
  }

  private Run update(String sql, long run) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, run);
      update.setLong(2, run);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("Run " + run + " was deleted.");
        }
        return RunRow.read(row);
      }
    }
  }
}
