package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.NewRun;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.index.TaskKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Decides which run a task works on when it starts: a new one, one that stopped or died early, one
 * that others are working on, or none, because it was done before. Only one process decides at a
 * time.
 */
final class Opening {

  private final Ledger ledger;
  private final TaskRuns runs;
  private final String environment;
  private final Optional<String> reason;
  private final Consumer<String> say;

  Opening(Database database, String environment, Optional<String> reason, Consumer<String> say) {
    this.ledger = new Ledger(database);
    this.runs = new TaskRuns(database);
    this.environment = environment;
    this.reason = reason;
    this.say = say;
  }

  /**
   * The run to work on; empty if nothing is left to do.
   *
   * @throws AdminException {@code BUSY} if another process works on it, {@code REFUSED} if one with
   *     other arguments is open
   */
  Optional<Run> open(TaskOrder order) throws SQLException {
    Optional<Run> open = runs.open(order.name());
    if (open.isPresent()) {
      return Optional.of(resume(open.get(), order));
    }
    if (order.kind() == TaskKind.FIX && !order.options().again()) {
      Optional<Run> before = runs.finished(order.name(), order.argumentsHash());
      if (before.isPresent()) {
        doneBefore(before.get());
        return Optional.empty();
      }
    }
    return Optional.of(begin(order, OptionalLong.empty()));
  }

  /** A new run. */
  Run begin(TaskOrder order, OptionalLong retryOf) throws SQLException {
    return begin(
        new NewRun(
            order.command(),
            Optional.of(order.name()),
            order.arguments(),
            Optional.of(order.argumentsHash()),
            false,
            reason,
            Optional.of(environment),
            retryOf,
            OptionalLong.empty()));
  }

  Run begin(NewRun run) throws SQLException {
    return ledger.get(ledger.begin(run));
  }

  /** An unfinished run: for this process alone, or along with others. */
  Run resume(Run run, TaskOrder order) throws SQLException {
    boolean same = runs.argumentsHash(run.id()).equals(Optional.of(order.argumentsHash()));
    if (!same) {
      throw AdminException.refused(
          "Run "
              + run.id()
              + " of "
              + order.name()
              + " with other arguments ("
              + String.join(" ", run.arguments())
              + ") has not ended. Resume it with "
              + Datasource.command("runs resume " + run.id())
              + ", or end it with "
              + Datasource.command("runs cancel " + run.id())
              + ".");
    }
    if (run.status() == RunStatus.PAUSED) {
      throw AdminException.busy(
          "Run "
              + run.id()
              + " is paused. Resume it with "
              + Datasource.command("runs resume " + run.id())
              + ".");
    }
    if (runs.alive(run.id())) {
      if (!order.options().join()) {
        throw AdminException.busy(
            "Run "
                + run.id()
                + " of "
                + order.name()
                + " is at work: "
                + run.actor()
                + ", process "
                + run.process()
                + ", since "
                + run.startedAt()
                + ", "
                + Counts.of(run)
                + ". Help it with --join, or look at it with "
                + Datasource.command("runs show " + run.id())
                + ".");
      }
      say.accept("Joining run " + run.id() + ", " + Counts.of(run) + ".");
      return run;
    }
    return takeOver(run);
  }

  /** Resumes a run that no process has. */
  Run takeOver(Run run) throws SQLException {
    say.accept(run.resuming(Counts.of(run)));
    runs.takeOver(run.id());
    return ledger.get(run.id());
  }

  private void doneBefore(Run run) throws SQLException {
    long left = runs.failedItems(run.id());
    if (left > 0) {
      throw AdminException.incomplete(
          "Run "
              + run.id()
              + " did this on "
              + run.startedAt()
              + ", but "
              + Counts.of(left, "item")
              + " failed. Try them again with "
              + Datasource.command("runs retry " + run.id())
              + ", or all with --again.");
    }
    say.accept(
        "Nothing to do: run "
            + run.id()
            + " did this on "
            + run.startedAt()
            + ". --again runs it again.");
  }
}
