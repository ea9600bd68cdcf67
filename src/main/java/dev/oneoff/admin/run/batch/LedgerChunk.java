package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A chunk whose cursor is kept in the ledger, and moves in the transaction of the work. */
final class LedgerChunk extends Chunk {

  private final long run;
  private final int number;
  private final long fence;
  private final LockKey key;

  LedgerChunk(long run, int number, long fence, LockKey key, Range rest) {
    super(rest);
    this.run = run;
    this.number = number;
    this.fence = fence;
    this.key = key;
  }

  int number() {
    return number;
  }

  @Override
  public void enter(Connection connection) throws SQLException {
    RunLocks.work(connection, key);
  }

  @Override
  public void advance(Connection connection, Step.Done batch) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update admin_run_chunk set cursor_key = coalesce(?, cursor_key), processed = processed + ?,
              batches = batches + 1, done = ?
            where run_id = ? and number = ? and fence = ?
            """)) {
      @Nullable Key last = batch.last();
      update.setString(1, last == null ? null : last.text());
      update.setLong(2, batch.items());
      update.setBoolean(3, batch.end());
      update.setLong(4, run);
      update.setInt(5, number);
      update.setLong(6, fence);
      if (update.executeUpdate() == 0) {
        throw new FencedOff();
      }
    }
  }

  @Override
  public void setAside(Connection connection, Key key, String error) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into admin_run_error (run_id, item_key, error) values (?, ?, ?)
                  on conflict (run_id, item_key) do update
                  set error = excluded.error, at = current_timestamp
                """);
        PreparedStatement count =
            connection.prepareStatement(
                "update admin_run_chunk set failed = failed + 1 where run_id = ? and number = ?")) {
      insert.setLong(1, run);
      insert.setString(2, key.text());
      insert.setString(3, error);
      insert.executeUpdate();
      count.setLong(1, run);
      count.setInt(2, number);
      count.executeUpdate();
    }
  }
}
