package dev.oneoff.admin.transfer.imports.load;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.TimeLimits;
import dev.oneoff.admin.transfer.imports.check.Reject;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Loads the staged rows, one batch per transaction, from where the last one ended. */
public final class Load {

  /** How a batch ends. */
  public interface Ending {
    /** Records how far it is, in the batch's own transaction. */
    void reached(Connection connection, long line, LoadCounts tally) throws SQLException;
  }

  /** What happens between two batches. */
  public interface AfterBatch {
    /**
     * Called when everything is saved.
     *
     * @return the connection to continue with
     */
    Connection committed(Connection connection, LoadCounts tally) throws Exception;
  }

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
  private static final long SMALLEST = 1_000;
  private static final long LARGEST = 50_000;
  private static final long TARGET_NANOS = 500_000_000;
  private static final int ATTEMPTS = 5;

  private final LoadStatement statement;
  private final StagingTable staging;
  private final boolean dryRun;
  private final long maxErrors;
  private long size = 10_000;

  public Load(LoadStatement statement, StagingTable staging, boolean dryRun, long maxErrors) {
    this.statement = statement;
    this.staging = staging;
    this.dryRun = dryRun;
    this.maxErrors = maxErrors;
  }

  /**
   * Loads the lines after the first and up to the last.
   *
   * @throws AdminException {@code FAILED} if more are rejected than allowed
   */
  public LoadCounts run(
      Connection first,
      long after,
      long lastLine,
      LoadCounts before,
      Ending ending,
      AfterBatch afterBatch)
      throws Exception {
    Connection connection = first;
    LoadCounts tally = before;
    long line = after;
    while (line < lastLine) {
      if (tally.rejected() > maxErrors) {
        throw AdminException.failed(
            "More lines were rejected than --max-errors allows: "
                + tally
                + (dryRun
                    ? "."
                    : ". What was imported stays; run the same command with a higher limit to"
                        + " continue."),
            null);
      }
      long upTo = Math.min(lastLine, line + size);
      long begin = System.nanoTime();
      Batch batch = batch(connection, line, upTo);
      tally =
          tally.with(batch.inserted(), batch.updated(), batch.skipped(), batch.rejects().size());
      if (dryRun) {
        connection.rollback();
      }
      mark(connection, batch.rejects());
      ending.reached(connection, upTo, tally);
      connection.commit();
      line = upTo;
      adapt(System.nanoTime() - begin);
      connection = afterBatch.committed(connection, tally);
    }
    return tally;
  }

  // Of two deadlocked transactions one is ended; it is worth another try.
  private Batch batch(Connection connection, long after, long upTo) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      Batch batch = new Batch(statement, connection);
      try {
        batch.load(after, upTo);
        return batch;
      } catch (SQLException e) {
        if (!SqlState.of(e).passing() || attempt == ATTEMPTS) {
          throw e;
        }
        connection.rollback();
      }
    }
  }

  private void mark(Connection connection, List<Reject> rejects) throws SQLException {
    if (rejects.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update "
                + staging.name()
                + " set "
                + StagingTable.COLUMN
                + " = ?, "
                + StagingTable.REASON
                + " = ? where "
                + StagingTable.LINE
                + " = ?")) {
      for (Reject reject : rejects) {
        update.setString(1, reject.column());
        update.setString(2, reject.reason());
        update.setLong(3, reject.line());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private void adapt(long nanos) {
    if (nanos < TARGET_NANOS / 2) {
      size = Math.min(LARGEST, size * 2);
    } else if (nanos > TARGET_NANOS * 2) {
      size = Math.max(SMALLEST, size / 2);
    }
  }

  /** What a session is set to before it loads. */
  public static void prepare(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // The best plan for a batch depends on which lines it has.
      statement.execute("set plan_cache_mode = force_custom_plan");
    }
    TimeLimits.narrow(connection, "lock_timeout", LOCK_TIMEOUT);
    connection.commit();
  }
}
