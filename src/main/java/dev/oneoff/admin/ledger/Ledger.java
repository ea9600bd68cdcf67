package dev.oneoff.admin.ledger;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.start.Release;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Records runs. Each call is a transaction on a connection of its own, before and after the work,
 * so that neither a rollback nor a kill of the work undoes it.
 */
public final class Ledger {

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** Whether this database has the table, which the first migrate creates. */
  public boolean present() throws SQLException {
    try (Connection connection = database.connect()) {
      return present(connection);
    }
  }

  public static boolean present(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select to_regclass('admin_run') is not null");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Refuses if there is none. */
  public void require() throws SQLException {
    if (!present()) {
      throw AdminException.refused("This database has no ledger yet. Run 'migrate' first.");
    }
  }

  /** How a run proves to be alive, set up before anybody can see it. */
  public interface SignOfLife {
    void give(Connection connection, long id) throws SQLException;
  }

  /** Begins a run. */
  public long begin(NewRun run) throws SQLException {
    return begin(run, Duration.ZERO, (connection, id) -> {});
  }

  /**
   * Begins a run.
   *
   * @param ago how long ago it began, if it is recorded late
   * @param life given before the row becomes visible, so that nobody takes the run for dead
   */
  public long begin(NewRun run, Duration ago, SignOfLife life) throws SQLException {
    try (Connection connection = database.connect()) {
      return begin(connection, run, ago, life);
    }
  }

  /**
   * The same on a connection in autocommit. If that fails, its transaction is still open: close it.
   */
  public long begin(Connection connection, NewRun run, Duration ago, SignOfLife life)
      throws SQLException {
    connection.setAutoCommit(false);
    long id = insert(connection, run, ago);
    life.give(connection, id);
    connection.commit();
    connection.setAutoCommit(true);
    return id;
  }

  private long insert(Connection connection, NewRun run, Duration ago) throws SQLException {
    Actor actor = Actor.of(database.settings(), Database.hostName());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
                insert into admin_run (command, task, arguments, arguments_hash, dry_run, reason, actor, claimed_actor,
                  host, process, release, environment, status, retry_of, undo_of, started_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp - ? * interval '1 ms') returning id
                """)) {
      int i = 0;
      insert.setString(++i, run.command());
      insert.setString(++i, run.task().orElse(null));
      insert.setString(++i, JsonTexts.write(run.arguments()));
      insert.setString(++i, run.argumentsHash().orElse(null));
      insert.setBoolean(++i, run.dryRun());
      insert.setString(++i, run.reason().orElse(null));
      insert.setString(++i, actor.name());
      insert.setString(++i, actor.claimed().orElse(null));
      insert.setString(++i, actor.host());
      insert.setLong(++i, actor.process());
      insert.setString(++i, Release.current().toString());
      insert.setString(++i, run.environment().orElse(null));
      insert.setString(++i, RunStatus.RUNNING.name());
      insert.setObject(++i, boxed(run.retryOf()));
      insert.setObject(++i, boxed(run.undoOf()));
      insert.setLong(++i, ago.toMillis());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static @Nullable Long boxed(OptionalLong id) {
    return id.isPresent() ? id.getAsLong() : null;
  }

  /** The run with this number. */
  public Optional<Run> find(long id) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select * from admin_run where id = ?")) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(RunRow.read(row)) : Optional.empty();
      }
    }
  }

  /**
   * The run with this number.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  public Run get(long id) throws SQLException {
    return find(id)
        .orElseThrow(
            () ->
                AdminException.usage(
                    "There is no run " + id + ". See 'runs list' for those there are."));
  }

  /**
   * Moves a run to another status, if its current one allows it.
   *
   * @return whether it did
   */
  public boolean move(long id, RunStatus to, @Nullable ExitCode code, @Nullable String message)
      throws SQLException {
    try (Connection connection = database.connect()) {
      return move(connection, id, to, code, message);
    }
  }

  /** The same in the caller's transaction: for work whose last change and completion are atomic. */
  public static boolean move(
      Connection connection,
      long id,
      RunStatus to,
      @Nullable ExitCode code,
      @Nullable String message)
      throws SQLException {
    String[] from =
        java.util.stream.Stream.of(RunStatus.values())
            .filter(status -> status.leadsTo(to))
            .map(Enum::name)
            .toArray(String[]::new);
    try (PreparedStatement update =
        connection.prepareStatement(
            """
                update admin_run set status = ?, exit_code = ?, message = ?, heartbeat_at = current_timestamp,
                  ended_at = case when ? then current_timestamp end, request = null
                where id = ? and status = any (?)
                """)) {
      update.setString(1, to.name());
      update.setObject(2, code == null ? null : code.number());
      update.setString(3, message == null ? null : Redaction.PROCESS.redactUnreviewed(message));
      update.setBoolean(4, to != RunStatus.RUNNING && to != RunStatus.PAUSED);
      update.setLong(5, id);
      update.setArray(6, connection.createArrayOf("text", from));
      return update.executeUpdate() == 1;
    }
  }

  /** Records how much a run processed, if anything, and how it ended. */
  public static void end(
      Connection connection, long id, long processed, ExitCode code, @Nullable String message)
      throws SQLException {
    if (processed > 0) {
      advance(connection, id, processed);
    }
    move(connection, id, RunStatus.of(code), code, message);
  }

  private static void advance(Connection connection, long id, long processed) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update admin_run set processed = ?, heartbeat_at = current_timestamp where id = ?")) {
      update.setLong(1, processed);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }
}
