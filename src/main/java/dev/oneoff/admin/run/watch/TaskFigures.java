package dev.oneoff.admin.run.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The ledger's figures for each task. Dry runs do not count. */
record TaskFigures(List<LastRun> lastRuns, List<Count> counts) {

  static final TaskFigures NONE = new TaskFigures(List.of(), List.of());

  private static final int TIMEOUT_SECONDS = 5;

  /**
   * A task's last finished run.
   *
   * @param success when any run of the task last succeeded, in seconds since the epoch
   */
  record LastRun(
      String task, Optional<Double> success, double duration, long items, long failedItems) {}

  /** How many runs of a task have this status. */
  record Count(String task, String status, long runs) {}

  /** Empty if there is no ledger yet. */
  static TaskFigures read(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return present(connection) ? new TaskFigures(lastRuns(connection), counts(connection)) : NONE;
    }
  }

  // Not Ledger.present: a scrape does not wait for a slow database.
  private static boolean present(Connection connection) throws SQLException {
    try (PreparedStatement query =
            query(connection, "select to_regclass('admin_run') is not null");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static List<LastRun> lastRuns(Connection connection) throws SQLException {
    try (PreparedStatement query =
            query(
                connection,
                """
                select distinct on (task) task,
                  extract(epoch from max(ended_at) filter (where status = 'DONE') over (partition by task)),
                  extract(epoch from ended_at - started_at), processed, failed
                from admin_run where task is not null and not dry_run and ended_at is not null
                order by task, started_at desc, id desc
                """);
        ResultSet rows = query.executeQuery()) {
      List<LastRun> runs = new ArrayList<>();
      while (rows.next()) {
        double success = rows.getDouble(2);
        runs.add(
            new LastRun(
                rows.getString(1),
                rows.wasNull() ? Optional.empty() : Optional.of(success),
                rows.getDouble(3),
                rows.getLong(4),
                rows.getLong(5)));
      }
      return runs;
    }
  }

  private static List<Count> counts(Connection connection) throws SQLException {
    try (PreparedStatement query =
            query(
                connection,
                """
                select task, status, count(*) from admin_run where task is not null and not dry_run
                  group by task, status
                """);
        ResultSet rows = query.executeQuery()) {
      List<Count> counts = new ArrayList<>();
      while (rows.next()) {
        counts.add(
            new Count(
                rows.getString(1), rows.getString(2).toLowerCase(Locale.ROOT), rows.getLong(3)));
      }
      return counts;
    }
  }

  private static PreparedStatement query(Connection connection, String sql) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setQueryTimeout(TIMEOUT_SECONDS);
    return query;
  }
}
