package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.lock.Blocker;
import dev.oneoff.admin.migrate.plan.LockRules;
import dev.oneoff.admin.migrate.plan.StatementText;
import dev.oneoff.admin.migrate.plan.TableLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a migration waits for others' locks. A statement that queues for a strong lock makes everyone
 * behind it queue too, readers included: so it waits for a moment, gives way, and is retried after
 * a pause. A statement that is in nobody's way waits as long as there is time.
 */
public final class Patience {

  static final Duration ONCE = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * For callers that only read, or have no time: the session's own limit applies, and nothing is
   * retried.
   */
  public static final Patience NONE =
      new Patience(false, Duration.ZERO, Optional::empty, (time, unit) -> {}, sentence -> {});

  /** Waits, and throws if this process is asked to stop. */
  interface Pause {
    void pause(long time, TimeUnit unit);
  }

  /** A failure of which a part stays done. */
  interface Kept {}

  private final boolean limits;
  private final Duration whole;
  private final Supplier<Optional<Blocker>> blocker;
  private final Pause pause;
  private final Consumer<String> say;
  // When it began to wait; before that it was working.
  private OptionalLong begun = OptionalLong.empty();
  private Duration next = FIRST_PAUSE;
  private Duration waits = Duration.ZERO;
  private @Nullable Narrowed narrowed;

  /** A limit of ours, and the previous one. */
  private record Narrowed(long millis, long former, boolean local) {}

  /**
   * The patience of one command.
   *
   * @param configured whether the session has a limit that a person set for migrations
   * @param whole how long to keep trying the same changeset
   * @param blocker who was in the way
   */
  public Patience(
      boolean configured,
      Duration whole,
      Supplier<Optional<Blocker>> blocker,
      Interruption interruption,
      Consumer<String> say) {
    this(!configured, whole, blocker, interruption::sleep, say);
  }

  private Patience(
      boolean limits,
      Duration whole,
      Supplier<Optional<Blocker>> blocker,
      Pause pause,
      Consumer<String> say) {
    this.limits = limits;
    this.whole = whole;
    this.blocker = blocker;
    this.pause = pause;
    this.say = say;
  }

  /** The next changeset has the full time again. */
  public void anew() {
    begun = OptionalLong.empty();
    next = FIRST_PAUSE;
  }

  /** Limits the waits of the open transaction, which runs these statements. */
  public void inTransaction(Connection connection, List<StatementText> statements)
      throws SQLException {
    narrow(connection, statements, true);
  }

  /** Limits the waits of one statement in autocommit. */
  void alone(Connection connection, String statement) throws SQLException {
    narrow(connection, StatementText.statements(statement), false);
  }

  /** Restores the previous limit, unless a statement has set another since. */
  void noMore(Connection connection) throws SQLException {
    Narrowed ours = narrowed;
    narrowed = null;
    if (ours == null || connection.isClosed()) {
      return;
    }
    try (PreparedStatement restore =
        connection.prepareStatement(
            """
            select set_config(name, ?, ?) from pg_settings where name = 'lock_timeout'
              and setting::bigint = ?
            """)) {
      restore.setString(1, ours.former() + "ms");
      restore.setBoolean(2, ours.local());
      restore.setLong(3, ours.millis());
      restore.execute();
    }
  }

  // A narrower one of the role's stays.
  private void narrow(Connection connection, List<StatementText> statements, boolean local)
      throws SQLException {
    if (!limits) {
      return;
    }
    long millis = Math.max(ONCE.toMillis(), mild(statements) ? left().toMillis() : 0);
    try (PreparedStatement narrow =
        connection.prepareStatement(
            """
            select setting::bigint, set_config(name, ?, ?) from pg_settings
              where name = 'lock_timeout' and (setting::bigint = 0 or setting::bigint > ?)
            """)) {
      narrow.setString(1, millis + "ms");
      narrow.setBoolean(2, local);
      narrow.setLong(3, millis);
      try (ResultSet row = narrow.executeQuery()) {
        narrowed = row.next() ? new Narrowed(millis, row.getLong(1), local) : null;
      }
      waits = Duration.ofMillis(narrowed == null ? 0 : millis);
    }
  }

  // Neither readers nor writers queue behind a statement that waits for such a lock.
  private static boolean mild(List<StatementText> statements) {
    return statements.stream()
        .flatMap(statement -> LockRules.of(statement).stream())
        .allMatch(lock -> lock.level().compareTo(TableLock.Level.SHARE) < 0);
  }

  private Duration left() {
    return begun.isEmpty() ? whole : whole.minusNanos(System.nanoTime() - begun.getAsLong());
  }

  /** Whether somebody's lock was all that was in the way, and nothing is left of the attempt. */
  static boolean gaveWay(Throwable failure) {
    return SqlState.of(failure) == SqlState.LOCKED && !keptInPart(failure);
  }

  private static boolean keptInPart(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Kept) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is worth retrying; if so, a pause has passed.
   *
   * @param what waited, as the start of a sentence
   */
  public boolean again(Throwable failure, String what) {
    if (!gaveWay(failure)) {
      return false;
    }
    if (begun.isEmpty()) {
      // It has waited as long as it may.
      begun = OptionalLong.of(System.nanoTime() - waits.toNanos());
    }
    if (left().isNegative() || left().isZero()) {
      return false;
    }
    long millis = Math.min(next.toMillis(), left().toMillis());
    say.accept(
        what
            + " gave way, so that others need not wait behind it; it will be tried again in "
            + (millis < 1000 ? millis + " ms." : millis / 1000 + " s."));
    next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
    pause.pause(millis, TimeUnit.MILLISECONDS);
    return true;
  }

  /**
   * Says that it did not get its lock in all that time.
   *
   * @param remains what is in the database now
   */
  public AdminException gaveUp(String what, String remains, Throwable failure) {
    return AdminException.busy(
        what
            + " did not get a lock"
            + words()
            + blocker.get().map(held -> "; it is held by " + held).orElse("")
            + ". PostgreSQL says: "
            + SqlState.failure(failure).map(SqlState::message).orElse("")
            + ".\n"
            + remains
            + " Run the same command again when the table is free, or with a longer"
            + " --wait-timeout.",
        failure);
  }

  // What runs only once waits as long as its own limit says, whatever that is.
  private String words() {
    if (begun.isEmpty()) {
      return "";
    }
    Duration longest = whole.compareTo(ONCE) < 0 && limits ? ONCE : whole;
    return " within "
        + longest.toSeconds()
        + " s"
        + (limits ? "" : ", each time as long as " + OwnSetting.MIGRATE_LOCK_TIMEOUT + " says");
  }
}
