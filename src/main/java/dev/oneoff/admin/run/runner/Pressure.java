package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.run.batch.StopFlag;
import dev.oneoff.admin.run.batch.Throttle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run back while PostgreSQL is under pressure: while replicas lag behind, while many
 * sessions wait for locks, and for a short while when an autovacuum has been working on the items'
 * table for long. Slow batches of its own are the business of the batch size. What the role may not
 * see is not considered.
 */
final class Pressure implements Throttle {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  // If the database is far away, the check itself is slow, and batches wait for it.
  private static final long SHARE = 10;
  private static final Duration SAY_EVERY = Duration.ofSeconds(30);
  private static final Duration LONG_VACUUM = Duration.ofMinutes(1);

  /** What is wrong, and whether to wait until it is over. */
  private record Sign(String sentence, boolean untilOver) {}

  private final Database database;
  private final Consumer<String> say;
  private final Optional<String> table;
  private final boolean wanted;
  private final Duration maxLag;
  private final long maxWaiters;

  private long lookedAt;
  private long lookAgain = LOOK_EVERY.toNanos();
  private long saidAt;
  private boolean told;
  private Optional<Sign> sign = Optional.empty();

  /**
   * The pressure on one database.
   *
   * @param table the items' table, if they are rows of one
   */
  Pressure(Database database, Optional<String> table, Consumer<String> say) {
    Settings settings = database.settings();
    this.database = database;
    this.table = table;
    this.say = say;
    this.wanted = settings.is(OwnSetting.TASKS_THROTTLE);
    this.maxLag = settings.of(OwnSetting.TASKS_MAX_REPLICATION_LAG);
    this.maxWaiters = settings.of(OwnSetting.TASKS_MAX_LOCK_WAITERS);
    this.lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    this.saidAt = System.nanoTime() - SAY_EVERY.toNanos();
  }

  @Override
  public void await(StopFlag stopFlag) {
    while (wanted && stopFlag.stopped().isEmpty()) {
      Optional<Sign> now = look();
      if (now.isEmpty()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      if (!now.get().untilOver()) {
        return;
      }
    }
  }

  private synchronized Optional<Sign> look() {
    if (System.nanoTime() - lookedAt >= lookAgain) {
      lookedAt = System.nanoTime();
      try (Connection connection = database.connect()) {
        sign = ask(connection);
      } catch (SQLException | RuntimeException e) {
        // Whether the database is reachable, the work itself will find out.
        sign = Optional.empty();
      }
      lookAgain = Math.max(LOOK_EVERY.toNanos(), SHARE * (System.nanoTime() - lookedAt));
      if (sign.isPresent() && System.nanoTime() - saidAt >= SAY_EVERY.toNanos()) {
        saidAt = System.nanoTime();
        say.accept("Holding back: " + sign.get().sentence() + ".");
      }
    }
    return sign;
  }

  private Optional<Sign> ask(Connection connection) throws SQLException {
    if (!told && !flag(connection, "select pg_has_role(current_user, 'pg_monitor', 'usage')")) {
      say.accept(
          "This role is not a member of pg_monitor, so replication and autovacuum are not"
              + " checked.");
    }
    told = true;
    long lag =
        number(
            connection,
            """
            select coalesce(extract(epoch from max(replay_lag)), 0)::bigint from pg_stat_replication
            """,
            null);
    if (lag > maxLag.toSeconds()) {
      return Optional.of(new Sign("a replica is " + lag + " s behind", true));
    }
    long waiters =
        number(
            connection,
            "select count(distinct pid) from pg_locks where not granted and locktype <> 'advisory'",
            null);
    if (waiters > maxWaiters) {
      return Optional.of(new Sign(waiters + " sessions wait for locks", true));
    }
    if (table.isEmpty()) {
      return Optional.empty();
    }
    long vacuum =
        number(
            connection,
            """
            select coalesce(extract(epoch from max(clock_timestamp() - a.xact_start)), 0)::bigint
            from pg_stat_progress_vacuum v join pg_stat_activity a using (pid)
            where v.relid = to_regclass(?) and a.backend_type = 'autovacuum worker'
            """,
            table.get());
    return vacuum > LONG_VACUUM.toSeconds()
        ? Optional.of(
            new Sign(
                "an autovacuum has been working on " + table.get() + " for " + vacuum + " s",
                false))
        : Optional.empty();
  }

  private static boolean flag(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static long number(Connection connection, String sql, @Nullable String parameter)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      if (parameter != null) {
        query.setString(1, parameter);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
