package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.run.batch.BatchSize;
import dev.oneoff.admin.run.batch.Batches;
import dev.oneoff.admin.run.batch.DryChunk;
import dev.oneoff.admin.run.batch.StopFlag;
import dev.oneoff.admin.run.batch.Throttle;
import dev.oneoff.admin.run.batch.Transactions;
import dev.oneoff.admin.run.step.ObservedChanges;
import dev.oneoff.admin.run.step.Step;
import dev.oneoff.admin.task.BatchCleanup;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The real run, with every batch rolled back. A batch does not see what an earlier one changed, and
 * sequence values that were drawn stay drawn.
 */
public final class DryRun {

  private final Database database;
  private final TaskApplication application;
  private final Invocation invocation;
  private final Console console;

  public DryRun(Database database, TaskApplication application, Invocation invocation) {
    this.database = database;
    this.application = application;
    this.invocation = invocation;
    this.console = invocation.console();
  }

  public ExitCode run(TaskOrder order, Format format) throws Exception {
    requirePossible(order);
    invocation.begins();
    Sample sample = new Sample();
    try (Progress progress = new Progress(invocation, order.name(), OptionalLong.empty(), 0)) {
      DryStopFlag stopFlag = new DryStopFlag(invocation);
      work(order, sample, progress, stopFlag);
      stopFlag.requireNotStopped();
      ExitCode code = progress.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
      String sentence =
          "Nothing was changed: this was a dry run. Of "
              + Counts.of(progress.done() + progress.failed(), "item")
              + " "
              + Counts.number(progress.failed())
              + " would fail; "
              + sample.sentence()
              + ".";
      sample.print(console.rows(format, Sample.COLUMNS));
      // If the sample could not be shown, the dry run is not done.
      console.flush();
      console.say(sentence);
      return code;
    }
  }

  private void work(TaskOrder order, Sample sample, Progress progress, StopFlag stopFlag)
      throws Exception {
    Transactions transactions =
        Transactions.of(
            application.dataSource(), database.applicationName(), TaskRunner.LOCK_TIMEOUT);
    Workload work = new TaskWork(order, application, OptionalLong.empty());
    ObservedChanges changes = new ObservedChanges(application.dataSource(), sample);
    Step step = transactions.rollback(() -> work.step(changes));
    new Batches(
            step,
            transactions::rollback,
            application.dataSource(),
            new BatchSize(order.options().targetBatchTime(), step.largestBatch(), console::say),
            Throttle.NONE,
            stopFlag,
            new ErrorBudget(progress, progress::failed, order.options().maxErrors(), stopFlag))
        .work(new DryChunk());
  }

  private void requirePossible(TaskOrder order) {
    if (order.task().effectsOutsideTheDatabase()) {
      throw AdminException.refused(
          "There is no dry run of "
              + order.name()
              + ": it has effects outside the database, which cannot be rolled back.");
    }
    if (order.beans().get() instanceof BatchCleanup) {
      throw AdminException.refused(
          "There is no dry run of " + order.name() + ": it deletes the rows itself.");
    }
  }

  /** Stops on a signal, when the run is cancelled, or when too many items fail. */
  private static final class DryStopFlag implements StopFlag {

    private final Invocation invocation;
    private volatile @Nullable Stop why;

    DryStopFlag(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Optional<Stop> stopped() {
      if (invocation.interruption().requested()) {
        stop(Stop.INTERRUPTED);
      } else if (invocation.control().asked()) {
        stop(Stop.CANCELLED);
      }
      return Optional.ofNullable(why);
    }

    @Override
    public void stop(Stop reason) {
      if (why == null) {
        why = reason;
      }
    }

    void requireNotStopped() throws Exception {
      Stop stop = why;
      if (stop == null) {
        return;
      }
      switch (stop) {
        case CANCELLED -> invocation.control().safePoint(() -> {});
        case INTERRUPTED -> throw AdminException.interrupted("The dry run was interrupted.");
        case LOST ->
            throw AdminException.unavailable(
                "The connection to the database was lost during the dry run.", null);
        default ->
            throw AdminException.failed(
                "More items failed than --max-errors allows; the dry run was stopped.", null);
      }
    }
  }
}
