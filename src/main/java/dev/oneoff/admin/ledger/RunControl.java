package dev.oneoff.admin.ledger;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
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
 * The channel between a working command and the ledger: once a second it records the progress, and
 * checks whether the run was asked to wait, to resume or to end. The command decides when to react,
 * by its {@linkplain #safePoint safe points}. If the run is not in a ledger, it only reacts to
 * signals.
 */
public final class RunControl implements AutoCloseable {

  private static final long BEAT_MILLIS = 1000;

  /** Releases what is not needed while the run waits, above all connections. */
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

  /** For a run that no ledger knows. */
  public static RunControl unrecorded(Interruption interruption) {
    return new RunControl(null, 0, interruption, sentence -> {});
  }

  /** For a run in the ledger, from now until it is closed. */
  public static RunControl of(
      Database database, long run, Interruption interruption, Consumer<String> say) {
    RunControl control = new RunControl(database, run, interruption, say);
    Thread heart = new Thread(control::beat, "run control");
    heart.setDaemon(true);
    heart.start();
    control.heart = heart;
    return control;
  }

  /** The run's number, if it has one. */
  public OptionalLong run() {
    return database == null ? OptionalLong.empty() : OptionalLong.of(run);
  }

  /** Sets the number of items. */
  public void total(long items) {
    total = items;
  }

  /** Reports progress; it is cheap, so call it as often as something is done. */
  public void progress(long itemsProcessed, long itemsFailed) {
    processed = itemsProcessed;
    failed = itemsFailed;
    counted = true;
  }

  /** Whether {@link #safePoint} would wait or throw: for work that can cut a batch short. */
  public boolean asked() {
    return interruption.requested() || request == RunRequest.PAUSE || request == RunRequest.CANCEL;
  }

  /**
   * Called when everything done so far is saved and the work can stop. Waits as long as the run is
   * paused.
   *
   * @param rest called before it waits; the caller reopens what it released
   * @return whether it waited
   * @throws AdminException {@code INTERRUPTED} on a signal, {@code REFUSED} if the run was
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
            + ". "
            + Datasource.command("runs resume " + run)
            + " resumes it, "
            + Datasource.command("runs cancel " + run)
            + " ends it.");
    request = null;
    while (true) {
      interruption.sleep(BEAT_MILLIS, TimeUnit.MILLISECONDS);
      hear(known);
      if (request == RunRequest.CANCEL) {
        throw cancelled();
      }
      if (request == RunRequest.RESUME) {
        ledger.move(run, RunStatus.RUNNING, null, null);
        request = null;
        say.accept("Continuing.");
        return;
      }
    }
  }

  // Polled by the working thread, while it has nothing else to do; the heartbeat pauses meanwhile.
  private void hear(Database known) {
    try {
      write(known);
    } catch (SQLException | AdminException e) {
      // The database may be down while a run waits; that may be what it is waiting for.
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

  // One statement: a sign of life, the counts for anyone watching, and requests for us.
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

  /** Writes the counts one last time; requests are ignored from now on. */
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
