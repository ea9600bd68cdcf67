package dev.oneoff.admin.ledger;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a working command tells the ledger and hears from it: each second it writes how far the run
 * is, and sees whether somebody asked it to wait, to go on or to end. The command decides when, by
 * {@linkplain #safePoint its safe points}. Where the run is in no ledger, only signals are heard.
 */
public final class RunControl implements AutoCloseable {

  private static final long BEAT_MILLIS = 1000;

  /** Gives back what is not needed while the run waits: connections, above all. */
  public interface Rest {
    void rest() throws Exception;
  }

  private final @Nullable Database database;
  private final long run;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread heart;
  private volatile boolean counted;
  private volatile long processed;
  private volatile long failed;
  private volatile long total = -1;
  private volatile @Nullable RunRequest request;

  private RunControl(
      @Nullable Database database, long run, Interruption interruption, Consumer<String> say) {
    this.database = database;
    this.run = run;
    this.interruption = interruption;
    this.say = say;
  }

  /** Of a run that no ledger knows. */
  public static RunControl unrecorded(Interruption interruption) {
    return new RunControl(null, 0, interruption, sentence -> {});
  }

  /** Of a run of the ledger, from now to the close. */
  public static RunControl of(
      Database database, long run, Interruption interruption, Consumer<String> say) {
    RunControl control = new RunControl(database, run, interruption, say);
    Thread heart = new Thread(control::beat, "run control");
    heart.setDaemon(true);
    heart.start();
    control.heart = heart;
    return control;
  }

  /** The run's number, where it has one. */
  public OptionalLong run() {
    return database == null ? OptionalLong.empty() : OptionalLong.of(run);
  }

  /** How many items there are. */
  public void total(long items) {
    total = items;
  }

  /** How far the run is; cheap, so call it as often as something is done. */
  public void progress(long itemsProcessed, long itemsFailed) {
    processed = itemsProcessed;
    failed = itemsFailed;
    counted = true;
  }

  /** Whether {@link #safePoint} would wait or throw: for work that ends a batch early then. */
  public boolean asked() {
    return interruption.requested() || request == RunRequest.PAUSE || request == RunRequest.CANCEL;
  }

  /**
   * Called where all that was done is saved and the work can stop. Waits as long as the run is
   * paused.
   *
   * @param rest called before it waits; what it gives back is opened again by the caller
   * @return whether it waited
   * @throws AdminException {@code INTERRUPTED} on a signal, {@code REFUSED} where the run was
   *     cancelled
   */
  public boolean safePoint(Rest rest) throws Exception {
    interruption.checkpoint();
    if (request == RunRequest.CANCEL) {
      throw cancelled();
    }
    if (request != RunRequest.PAUSE || database == null) {
      return false;
    }
    rest.rest();
    pause(database);
    return true;
  }

  private void pause(Database known) throws SQLException {
    Ledger ledger = new Ledger(known);
    write(known);
    ledger.move(run, RunStatus.PAUSED, null, "Paused.");
    say.accept(
        "Paused, with "
            + counts()
            + ". 'runs resume "
            + run
            + "' resumes it, 'runs cancel "
            + run
            + "' ends it.");
    request = null;
    while (true) {
      interruption.pause(BEAT_MILLIS, TimeUnit.MILLISECONDS);
      hear(known);
      if (request == RunRequest.CANCEL) {
        throw cancelled();
      }
      if (request == RunRequest.RESUME) {
        ledger.move(run, RunStatus.RUNNING, null, null);
        request = null;
        say.accept("Going on.");
        return;
      }
    }
  }

  // Asked by the thread that works, while it has nothing else to do; the heart rests meanwhile.
  private void hear(Database known) {
    try {
      write(known);
    } catch (SQLException | AdminException e) {
      // The database may be away while a run waits; that is what it may wait for.
    }
  }

  private AdminException cancelled() throws SQLException {
    String sentence = "Run " + run + " was cancelled, with " + counts() + ".";
    if (database != null) {
      write(database);
      new Ledger(database).move(run, RunStatus.CANCELLED, ExitCode.REFUSED, sentence);
    }
    return AdminException.refused(sentence);
  }

  private String counts() {
    return Counts.of(processed, failed, total < 0 ? OptionalLong.empty() : OptionalLong.of(total));
  }

  private void beat() {
    try {
      while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
        if (database != null) {
          hear(database);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // One statement: a sign of life, the counts for whoever watches, and what is asked of us.
  private synchronized void write(Database known) throws SQLException {
    try (Connection connection = known.connect();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update admin_run set heartbeat_at = current_timestamp,
                  processed = case when ? then ? else processed end, failed = case when ? then ? else failed end,
                  total = coalesce(?, total)
                where id = ? returning status, request
                """)) {
      update.setBoolean(1, counted);
      update.setLong(2, processed);
      update.setBoolean(3, counted);
      update.setLong(4, failed);
      update.setObject(5, total < 0 ? null : total, java.sql.Types.BIGINT);
      update.setLong(6, run);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next() || RunStatus.valueOf(row.getString(1)) == RunStatus.CANCELLED) {
          request = RunRequest.CANCEL;
        } else if (row.getString(2) != null) {
          request = RunRequest.valueOf(row.getString(2));
        }
      }
    }
  }

  /** Writes the counts a last time; nothing is heard any more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (heart != null) {
        heart.join(BEAT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (database != null && counted) {
      hear(database);
    }
  }
}
