package dev.oneoff.admin.run.history;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.log.LogLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a run said and logged, while it is running or afterwards. */
final class RunLogReader {

  private static final long POLL_MILLIS = 500;

  // Two processes of one run share the line numbers, so a higher number can become visible first.
  private static final long LATE = 10_000;

  private static final int FETCH = 500;

  private final Database database;
  private final long run;
  private final Set<Long> seen = new HashSet<>();
  private long newest;

  RunLogReader(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  /** Reads the lines that exist. */
  ShownRun read(Consumer<LogLine> taker) throws SQLException {
    ShownRun shown = new RunHistory(database).get(run);
    readOn(taker);
    return shown;
  }

  /** Reads lines until the run has ended or died; returns its final state. */
  ShownRun follow(Interruption interruption, Consumer<LogLine> taker) throws SQLException {
    while (true) {
      // Checked before the lines are read, so that lines written before the end are not missed.
      ShownRun shown = new RunHistory(database).get(run);
      readOn(taker);
      if (shown.state() != RunState.RUNNING && shown.state() != RunState.PAUSED) {
        return shown;
      }
      interruption.sleep(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void readOn(Consumer<LogLine> taker) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              select line, at, text from admin_run_log where run_id = ? and line > ? order by line
              """)) {
        query.setLong(1, run);
        query.setLong(2, newest - LATE);
        query.setFetchSize(FETCH);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            long line = rows.getLong(1);
            if (seen.add(line)) {
              taker.accept(new LogLine(rows.getTimestamp(2).toInstant(), rows.getString(3)));
            }
            newest = Math.max(newest, line);
          }
        }
      }
      connection.rollback();
    }
    seen.removeIf(line -> line <= newest - LATE);
  }
}
