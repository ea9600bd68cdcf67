package dev.oneoff.admin.run;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunRequest;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.batch.Control.Stop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This process's part in a run, from its first chunk to the run's end: through pauses and times
 * without a database.
 */
final class Execution {

  /** How long a database that is away is waited for. */
  static final String RECONNECT_TIMEOUT = "oneoff.tasks.reconnect-timeout";

  private final Database database;
  private final Ledger ledger;
  private final TaskRuns runs;
  private final Interruption interruption;
  private final Consumer<String> say;
  private final long run;

  Execution(Database database, Interruption interruption, Consumer<String> say, long run) {
    this.database = database;
    this.ledger = new Ledger(database);
    this.runs = new TaskRuns(database);
    this.interruption = interruption;
    this.say = say;
    this.run = run;
  }

  /**
   * Works to the end of the run.
   *
   * @param life of this process in the run, begun by whoever decided to work on it
   * @return the run at its end
   * @throws AdminException where it stops before
   */
  Run run(RunLife life, Crew crew) throws Exception {
    RunLife now = life;
    while (true) {
      @Nullable Throwable failure = null;
      Optional<Stop> stop;
      try {
        failure = crew.work(now);
        stop = now.stopped();
      } catch (Throwable e) {
        failure = e;
        stop = Optional.of(lost(e) ? Stop.LOST : Stop.FAILED);
      } finally {
        now.close();
      }
      if (stop.isEmpty()) {
        return finished();
      }
      crew.rest();
      now =
          switch (stop.get()) {
            case INTERRUPTED -> throw interrupted();
            case CANCELLED -> throw cancelled();
            case TOO_MANY_FAILED, FAILED -> throw failed(failure);
            case PAUSED -> pause();
            case LOST -> awaitDatabase();
          };
    }
  }

  /** Whether the connection is to blame, and not the work. */
  static boolean lost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known.reason() == AdminException.Cause.UNAVAILABLE;
      }
    }
    return SqlState.of(failure).ended();
  }

  private Run finished() throws SQLException {
    Run found = runs.count(run);
    RunStatus end = found.failed() == 0 ? RunStatus.DONE : RunStatus.INCOMPLETE;
    // Of several processes one is the first to say so.
    ledger.move(run, end, end == RunStatus.DONE ? 0 : 4, Counts.of(found) + ".");
    return ledger.get(run);
  }

  private AdminException interrupted() throws SQLException {
    Run found = runs.count(run);
    String sentence =
        "Interrupted, with "
            + Counts.of(found)
            + " and saved. The same command, or 'runs resume "
            + run
            + "', goes on from there.";
    if (!runs.alive(run)) {
      ledger.move(run, RunStatus.INTERRUPTED, 75, sentence);
    }
    return AdminException.interrupted(sentence);
  }

  private AdminException cancelled() throws SQLException {
    String sentence = "Run " + run + " was cancelled, with " + Counts.of(runs.count(run)) + ".";
    ledger.move(run, RunStatus.CANCELLED, 3, sentence);
    return AdminException.refused(sentence);
  }

  private Exception failed(@Nullable Throwable failure) throws SQLException {
    Run found = runs.count(run);
    if (failure == null) {
      String sentence =
          found
              .message()
              .orElse(
                  "More items failed than --max-errors allows: "
                      + Counts.of(found)
                      + ". See 'runs show "
                      + run
                      + "'; the same command with a higher limit goes on.");
      ledger.move(run, RunStatus.FAILED, 1, sentence);
      return AdminException.failed(sentence, null);
    }
    ledger.move(
        run,
        RunStatus.FAILED,
        ExitCode.of(failure).number(),
        DatabaseFailure.anywhere()
            .explain(failure)
            .map(Throwable::getMessage)
            .orElse(String.valueOf(failure.getMessage())));
    return failure instanceof Exception e ? e : new IllegalStateException(failure);
  }

  /**
   * The run could not begin. Where that is the command line's fault it is at its end, so that the
   * right one is not told of a run with other arguments.
   */
  Exception notBegun(Throwable failure) throws SQLException {
    if (failure instanceof AdminException known
        && (known.reason() == AdminException.Cause.USAGE
            || known.reason() == AdminException.Cause.REFUSED)) {
      ledger.move(run, RunStatus.REFUSED, ExitCode.of(known).number(), known.getMessage());
      return known;
    }
    return failed(failure);
  }

  private RunLife pause() throws SQLException {
    Run found = runs.count(run);
    ledger.move(run, RunStatus.PAUSED, null, "Paused.");
    say.accept(
        "Paused, with "
            + Counts.of(found)
            + ". 'runs resume "
            + run
            + "' goes on, 'runs cancel "
            + run
            + "' ends it.");
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
        say.accept("Going on.");
        return RunLife.begin(database, run, interruption);
      }
    }
  }

  private void pauseOneSecond() throws SQLException {
    try {
      interruption.pause(1, TimeUnit.SECONDS);
    } catch (AdminException e) {
      throw interrupted();
    }
  }

  private RunLife awaitDatabase() {
    Duration patience =
        database.settings().value(RECONNECT_TIMEOUT, Duration.class).orElse(Duration.ofMinutes(10));
    say.accept("The connection to the database was lost; waiting for it to come back.");
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        RunLife again = RunLife.begin(database, run, interruption);
        say.accept("The database is back; going on.");
        return again;
      } catch (AdminException | SQLException e) {
        if (System.nanoTime() >= end) {
          throw AdminException.unavailable(
              "The database did not come back within "
                  + patience.toSeconds()
                  + " s. The same command goes on from what is saved.",
              e);
        }
        interruption.pause(500, TimeUnit.MILLISECONDS);
      }
    }
  }
}
