package dev.oneoff.admin.run.history;

import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.JsonTexts;
import dev.oneoff.admin.ledger.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the ledger knows about one run, by name. */
final class RunDetails {

  /** How many of its chunks and of its errors are shown: a run may have very many. */
  private static final int LIMIT = 1000;

  private final Database database;

  RunDetails(Database database) {
    this.database = database;
  }

  Map<String, @Nullable Object> of(long id) throws SQLException {
    ShownRun shown = new RunHistory(database).get(id);
    Map<String, @Nullable Object> all = properties(shown);
    try (Connection connection = database.connect()) {
      all.putAll(
          rows(
                  connection,
                  "select coalesce(sum(batches), 0) batches from admin_run_chunk where run_id = ?",
                  id)
              .get(0));
      all.putAll(
          rows(
                  connection,
                  """
                  select count(*) kept_for_undo, count(undone_by) undone from admin_run_undo
                    where run_id = ?
                  """,
                  id)
              .get(0));
      all.put(
          "chunks",
          rows(
              connection,
              String.format(
                  Locale.ROOT,
                  """
                  select number, after_key, up_to_key, cursor_key, done, fence, worker, processed, failed, batches
                  from admin_run_chunk where run_id = ? order by number limit %d
                  """,
                  LIMIT),
              id));
      all.put(
          "statements",
          rows(
              connection,
              String.format(
                  Locale.ROOT,
                  """
                  select number, kind, text, reason, started_at, ended_at, rows, error,
                    coalesce((to_jsonb(s) ->> 'wrote')::boolean, false) as wrote
                  from admin_run_statement s where run_id = ? order by number limit %d
                  """,
                  LIMIT),
              id));
      all.put(
          "errors",
          rows(
              connection,
              "select item_key, error, at, retried_by from admin_run_error where run_id = ? order"
                  + " by at, item_key limit "
                  + LIMIT,
              id));
    }
    return all;
  }

  private static Map<String, @Nullable Object> properties(ShownRun shown) {
    Run run = shown.run();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", run.id());
    all.put("command", run.command());
    all.put("task", run.task().orElse(null));
    all.put("arguments", run.arguments());
    all.put("status", shown.state());
    all.put("request", run.request().orElse(null));
    all.put("exit_code", run.exitCode().orElse(null));
    all.put("message", run.message().orElse(null));
    all.put("dry_run", run.dryRun());
    all.put("reason", run.reason().orElse(null));
    all.put("actor", run.actor());
    all.put("claimed_actor", run.claimedActor().orElse(null));
    all.put("database_user", run.databaseUser());
    all.put("host", run.host());
    all.put("process", run.process());
    all.put("release", run.release());
    all.put("environment", run.environment().orElse(null));
    all.put("started_at", run.startedAt());
    all.put("heartbeat_at", run.heartbeatAt());
    all.put("ended_at", run.endedAt().orElse(null));
    all.put("seconds", shown.seconds());
    all.put("total", run.total().isPresent() ? run.total().getAsLong() : null);
    all.put("processed", run.processed());
    all.put("failed", run.failed());
    all.put("rate", shown.rate());
    all.put("retry_of", run.retryOf().isPresent() ? run.retryOf().getAsLong() : null);
    all.put("undo_of", run.undoOf().isPresent() ? run.undoOf().getAsLong() : null);
    return all;
  }

  private static List<Map<String, @Nullable Object>> rows(
      Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet rows = query.executeQuery()) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), value(columns.getColumnLabel(i), rows.getObject(i)));
          }
          all.add(row);
        }
        return all;
      }
    }
  }

  // A key is a list of its parts.
  private static @Nullable Object value(String column, @Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    return value instanceof String text && column.endsWith("_key") ? key(text) : value;
  }

  private static Object key(String text) {
    return text.startsWith("[") ? JsonTexts.read(text) : text;
  }
}
