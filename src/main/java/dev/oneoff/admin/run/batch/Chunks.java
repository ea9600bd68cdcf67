package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The chunks of one run, in the ledger. */
public final class Chunks {

  /** The minimum number of items in a chunk: smaller ones cost more than they gain. */
  public static final long SMALLEST = 10_000;

  // Enough for many workers, and large enough for batches of single statements.
  private static final long USUAL_COUNT = 32;
  private static final long LARGEST = 100_000;
  // All of them are planned, listed and counted at once.
  private static final long MOST = 1_000;

  private final Database database;
  private final long run;
  private final String worker;

  /**
   * The chunks of a run.
   *
   * @param worker who claims them, for people to read
   */
  public Chunks(Database database, long run, String worker) {
    this.database = database;
    this.run = run;
    this.worker = worker;
  }

  /** The run's number. */
  public long run() {
    return run;
  }

  /** How many items a chunk should have, given their total. */
  public static long size(long total) {
    long usual = Math.min(LARGEST, Math.max(SMALLEST, total / USUAL_COUNT));
    return Math.max(usual, total / MOST);
  }

  /** Whether the run has been divided: its first process may have died before that. */
  public boolean planned(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from admin_run_chunk where run_id = ? limit 1")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Divides the run at these keys; all at once, or not at all. If another process has divided it by
   * now, its division stands.
   */
  public void plan(List<Key> cuts, OptionalLong total) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      lock(connection);
      if (planned(connection)) {
        return;
      }
      try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into admin_run_chunk (run_id, number, after_key, up_to_key) values (?, ?, ?, ?)");
          PreparedStatement update =
              connection.prepareStatement("update admin_run set total = ? where id = ?")) {
        @Nullable String after = null;
        for (int number = 1; number <= cuts.size() + 1; number++) {
          @Nullable String upTo = number > cuts.size() ? null : cuts.get(number - 1).text();
          insert.setLong(1, run);
          insert.setInt(2, number);
          insert.setString(3, after);
          insert.setString(4, upTo);
          insert.addBatch();
          after = upTo;
        }
        insert.executeBatch();
        update.setObject(1, total.isPresent() ? total.getAsLong() : null);
        update.setLong(2, run);
        update.executeUpdate();
      }
      connection.commit();
    }
  }

  private void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from admin_run where id = ? for update")) {
      lock.setLong(1, run);
      lock.execute();
    }
  }

  /** The numbers of the unfinished ones, in order. */
  public List<Integer> left(Connection connection) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select number from admin_run_chunk where run_id = ? and not done order by number")) {
      query.setLong(1, run);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getInt(1));
        }
      }
    }
    return numbers;
  }

  /**
   * Takes one over; only for the holder of its lock. From now on nobody else can commit to it.
   *
   * @param connection the session that holds the lock, which proves that it still does
   * @return empty if it has been finished in the meantime
   */
  public Optional<Chunk> claim(Connection connection, int number) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
                update admin_run_chunk set fence = fence + 1, worker = ?
                where run_id = ? and number = ? and not done
                returning fence, coalesce(cursor_key, after_key), up_to_key
                """)) {
      update.setString(1, worker);
      update.setLong(2, run);
      update.setInt(3, number);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        LockKey key = RunLocks.chunk(connection, run, number);
        RunLocks.endWork(connection, key);
        Range rest = new Range(key(row.getString(2)), key(row.getString(3)));
        return Optional.of(new LedgerChunk(run, number, row.getLong(1), key, rest));
      }
    }
  }

  private static @Nullable Key key(@Nullable String text) {
    return text == null ? null : Key.parse(text);
  }
}
