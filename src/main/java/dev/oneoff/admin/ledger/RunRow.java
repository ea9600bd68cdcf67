package dev.oneoff.admin.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a {@link Run} from a row of {@code admin_run}. */
public final class RunRow {

  private RunRow() {}

  public static Run read(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("command"),
        text(row, "task"),
        JsonTexts.read(row.getString("arguments")),
        row.getBoolean("dry_run"),
        text(row, "reason"),
        row.getString("actor"),
        text(row, "claimed_actor"),
        row.getString("database_user"),
        row.getString("host"),
        row.getLong("process"),
        row.getString("release"),
        text(row, "environment"),
        RunStatus.valueOf(row.getString("status")),
        text(row, "request").map(RunRequest::valueOf),
        Optional.ofNullable(row.getObject("exit_code", Integer.class)),
        text(row, "message"),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("heartbeat_at").toInstant(),
        time(row, "ended_at"),
        number(row, "total"),
        row.getLong("processed"),
        row.getLong("failed"),
        number(row, "retry_of"),
        number(row, "undo_of"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(java.sql.Timestamp::toInstant);
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
