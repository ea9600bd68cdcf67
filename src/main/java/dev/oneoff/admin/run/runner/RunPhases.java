package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.cli.Failures;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunRequest;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.batch.Chunks;
import dev.oneoff.admin.run.batch.StopFlag.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads this process through the phases of a run, which are to divide it and to work off its
 * chunks: to the run's end, through pauses and database outages.
 */
final class RunPhases {

  private final Database database;
  private final Ledger ledger;
  private final TaskRuns runs;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final Chunks chunks;
  private final Runnable rest;
  private final long run;

  /**
   * The phases of one run.
   *
   * @param rest releases idle connections
   */
  RunPhases(
      Database database,
      Interruption interruption,
      Consumer<String> say,
      Chunks chunks,
      Runnable rest) {
    this.database = database;
    this.ledger = new Ledger(database);
    this.runs = new TaskRuns(database);
    this.interruption = interruption;
    this.say = say;
    this.chunks = chunks;
    this.run = chunks.run();
    this.rest = rest;
  }

  /** Something that the processes of a run do together. */
  interface Phase {

    /** Works until it is done, by whichever process, or until everybody stops. */
    boolean work(RunMembership membership) throws Throwable;
  }

  /**
   * Completes a phase.
   *
   * @param membership of this process in the run, begun by the caller that decided to work on it
   * @return its membership at the end of the phase; a different one if it had to let go in between
   * @throws AdminException if it stops early
   */
  RunMembership complete(RunMembership membership, Phase phase) throws Exception {
    RunMembership now = membership;
    while (true) {
      @Nullable Throwable failure = null;
      boolean done = false;
      try {
        done = phase.work(now);
      } catch (Throwable e) {
        failure = e;
        now.stop(lost(e) ? Stop.LOST : Stop.FAILED);
      }
      if (done) {
        return now;
      }
      Stop stop = now.stopped().orElse(Stop.FAILED);
      now.close();
      rest.run();
      now =
          switch (stop) {
            case INTERRUPTED -> throw interrupted();
            case CANCELLED -> throw cancelled();
            case TOO_MANY_FAILED, FAILED -> throw failed(failure);
            case PAUSED -> pause();
            case LOST -> awaitDatabase();
          };
    }
  }

  /** Whether the connection is to blame rather than the work. */
  static boolean lost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known.reason() == AdminException.Cause.UNAVAILABLE;
      }
    }
    return SqlState.of(failure).ended();
  }

  /**
   * Everything is done. Recorded while this process is still part of the run, or another would take
   * it for dead.
   */
  void finish() throws SQLException {
    Run found = runs.count(run);
    ExitCode end = found.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    // Only one of several processes is the first to record it.
    ledger.move(run, RunStatus.of(end), end, Counts.of(found) + ".");
  }

  private AdminException interrupted() throws SQLException {
    Run found = runs.count(run);
    String sentence =
        "Interrupted, with "
            + Counts.of(found)
            + " and saved. The same command, or "
            + Datasource.command("runs resume " + run)
            + ", resumes from there.";
    runs.leave(run, RunStatus.INTERRUPTED, ExitCode.TRY_AGAIN, sentence);
    return AdminException.interrupted(sentence);
  }

  private AdminException cancelled() throws SQLException {
    String sentence = "Run " + run + " was cancelled, with " + Counts.of(runs.count(run)) + ".";
    ledger.move(run, RunStatus.CANCELLED, ExitCode.REFUSED, sentence);
    return AdminException.refused(sentence);
  }

  /** This process failed; the run did only if no other process carries it on. */
  Exception failed(@Nullable Throwable failure) throws SQLException {
    if (failure == null) {
      Run found = runs.count(run);
      String sentence =
          found
              .message()
              .orElse(
                  "More items failed than --max-errors allows: "
                      + Counts.of(found)
                      + ". See "
                      + Datasource.command("runs show " + run)
                      + "; run the same command with a higher limit to continue.");
      leave(RunStatus.FAILED, ExitCode.FAILED, sentence);
      return AdminException.failed(sentence, null);
    }
    RunStatus status = neverBegan(failure) ? RunStatus.REFUSED : RunStatus.FAILED;
    leave(
        status,
        Failures.codeOf(failure),
        DatabaseFailure.anywhere()
            .explain(failure)
            .map(Throwable::getMessage)
            .orElse(String.valueOf(failure.getMessage())));
    return failure instanceof Exception e ? e : new IllegalStateException(failure);
  }

  private void leave(RunStatus status, ExitCode code, String message) throws SQLException {
    if (!runs.leave(run, status, code, message)) {
      say.accept("Run " + run + " continues in other processes.");
    }
  }

  // If the command line is to blame, the run is over, so that a corrected one does not meet an open
  // run with other arguments.
  private boolean neverBegan(Throwable failure) throws SQLException {
    if (!(failure instanceof AdminException known)
        || (known.reason() != AdminException.Cause.USAGE
            && known.reason() != AdminException.Cause.REFUSED)) {
      return false;
    }
    try (Connection connection = database.connect()) {
      return !chunks.planned(connection);
    }
  }

  private RunMembership pause() throws SQLException {
    Run found = runs.count(run);
    ledger.move(run, RunStatus.PAUSED, null, "Paused.");
    say.accept(
        "Paused, with "
            + Counts.of(found)
            + ". "
            + Datasource.command("runs resume " + run)
            + " resumes it, "
            + Datasource.command("runs cancel " + run)
            + " ends it.");
    while (true) {
      pauseOneSecond();
      found = runs.count(run);
      if (found.status() == RunStatus.CANCELLED
          || found.request().equals(Optional.of(RunRequest.CANCEL))) {
        throw cancelled();
      }
      if (found.status() == RunStatus.RUNNING
          || found.request().equals(Optional.of(RunRequest.RESUME))) {
        ledger.move(run, RunStatus.RUNNING, null, null);
        say.accept("Continuing.");
        return RunMembership.begin(database, run, interruption, say);
      }
    }
  }

  private void pauseOneSecond() throws SQLException {
    try {
      interruption.sleep(1, TimeUnit.SECONDS);
    } catch (AdminException e) {
      throw interrupted();
    }
  }

  private RunMembership awaitDatabase() {
    Duration patience = database.settings().of(OwnSetting.TASKS_RECONNECT_TIMEOUT);
    say.accept("The connection to the database was lost; waiting for it to come back.");
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        RunMembership again = RunMembership.begin(database, run, interruption, say);
        say.accept("The database is back; continuing.");
        return again;
      } catch (AdminException | SQLException e) {
        if (System.nanoTime() >= end) {
          throw AdminException.unavailable(
              "The database did not come back within "
                  + patience.toSeconds()
                  + " s. Run the same command again to resume from what is saved.",
              e);
        }
        interruption.sleep(500, TimeUnit.MILLISECONDS);
      }
    }
  }
}
