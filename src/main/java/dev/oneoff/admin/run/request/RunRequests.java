package dev.oneoff.admin.run.request;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.boot.RunAgain;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunKind;
import dev.oneoff.admin.ledger.RunRequest;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks the processes of a run to wait, end or resume, and waits to see whether they do. */
final class RunRequests {

  // A process checks once a second, and a batch takes about half of one.
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(8);

  private final Ledger ledger;
  private final TaskRuns runs;
  private final Interruption interruption;

  RunRequests(Database database, Interruption interruption) {
    this.ledger = new Ledger(database);
    this.runs = new TaskRuns(database);
    this.interruption = interruption;
  }

  /** What came of it. */
  String pause(long id) throws SQLException {
    Run run = ledger.get(id);
    requireStoppable(run);
    if (run.status() == RunStatus.PAUSED) {
      return "Run " + id + " is paused already.";
    }
    if (run.status() != RunStatus.RUNNING || !runs.alive(id)) {
      throw AdminException.refused("Run " + id + " is not running: it " + doing(run) + ".");
    }
    runs.ask(id, RunRequest.PAUSE);
    Run now = await(id, found -> found.status() != RunStatus.RUNNING, PATIENCE).orElse(run);
    return now.status() == RunStatus.RUNNING
        ? "Run " + id + " pauses after its current batch, which is taking long."
        : "Run " + id + " is " + now.status() + ", " + Counts.of(now) + ".";
  }

  /** What came of it. */
  String cancel(long id) throws SQLException {
    Run run = ledger.get(id);
    if (!run.dryRun() || !run.kind().worksOnItems()) {
      requireStoppable(run);
    }
    if (!run.status().open()) {
      throw AdminException.refused("Run " + id + " has already ended: it " + doing(run) + ".");
    }
    boolean asked = runs.ask(id, RunRequest.CANCEL);
    boolean alive = run.status() == RunStatus.RUNNING && runs.alive(id);
    Duration patience =
        alive ? PATIENCE : run.status() == RunStatus.PAUSED ? SIGN_OF_LIFE : Duration.ZERO;
    Run now = asked ? await(id, found -> !found.status().open(), patience).orElse(run) : run;
    if (now.status().open()) {
      if (alive) {
        return "Run " + id + " ends after its current batch, which is taking long.";
      }
      // No process is left to do it.
      ledger.move(
          id, RunStatus.CANCELLED, ExitCode.REFUSED, "Cancelled, with " + Counts.of(now) + ".");
      now = ledger.get(id);
    }
    return "Run " + id + " is " + now.status() + ", " + Counts.of(now) + ".";
  }

  /**
   * Lets a paused run continue.
   *
   * @return the run, if no process is left to continue it
   */
  Optional<Run> resume(long id) throws SQLException {
    Run run = ledger.get(id);
    requireStoppable(run);
    if (!run.status().open()) {
      throw AdminException.refused("Run " + id + " has already ended: it " + doing(run) + ".");
    }
    if (run.status() == RunStatus.RUNNING && runs.alive(id)) {
      throw AdminException.busy("Run " + id + " is at work, " + Counts.of(run) + ".");
    }
    if (run.status() == RunStatus.PAUSED) {
      runs.ask(id, RunRequest.RESUME);
      if (await(id, found -> found.status() != RunStatus.PAUSED, SIGN_OF_LIFE).isPresent()) {
        return Optional.empty();
      }
      // Its process is gone. The request is for us.
      ledger.move(
          id, RunStatus.INTERRUPTED, ExitCode.TRY_AGAIN, "Its process died while it was paused.");
    }
    return Optional.of(ledger.get(id));
  }

  /** A finished run. */
  Run ended(long id) throws SQLException {
    Run run = ledger.get(id);
    requireItems(run);
    if (run.status().open()) {
      throw AdminException.refused(
          "Run "
              + id
              + " has not ended: it "
              + doing(run)
              + ". Resume it with "
              + Datasource.command("runs resume " + id)
              + ", or end it with "
              + Datasource.command("runs cancel " + id)
              + ".");
    }
    return run;
  }

  private static void requireStoppable(Run run) {
    if (run.kind() != RunKind.COMMAND) {
      requireItems(run);
    } else if (!new RunAgain(run).stoppable()) {
      throw AdminException.refused(
          "Run "
              + run.id()
              + " is a run of '"
              + run.command()
              + "', which cannot be paused, resumed or cancelled.");
    }
  }

  private static void requireItems(Run run) {
    if (!run.kind().worksOnItems()) {
      throw AdminException.refused(
          "Run "
              + run.id()
              + " is a run of '"
              + run.command()
              + "', which is neither a fix nor a cleanup.");
    }
    if (run.dryRun()) {
      throw AdminException.refused(
          "Run " + run.id() + " is a dry run, which can only be cancelled: it changes nothing.");
    }
  }

  private String doing(Run run) throws SQLException {
    return run.status() == RunStatus.RUNNING
        ? runs.alive(run.id()) ? "is at work" : "died"
        : "is " + run.status();
  }

  private Optional<Run> await(long id, Predicate<Run> condition, Duration patience)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Run run = ledger.get(id);
      if (condition.test(run)) {
        return Optional.of(run);
      }
      if (System.nanoTime() >= end) {
        return Optional.empty();
      }
      interruption.sleep(200, TimeUnit.MILLISECONDS);
    }
  }
}
