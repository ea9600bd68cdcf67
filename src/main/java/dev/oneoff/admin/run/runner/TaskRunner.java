package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.NewRun;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.batch.BatchSize;
import dev.oneoff.admin.run.batch.Batches;
import dev.oneoff.admin.run.batch.Chunks;
import dev.oneoff.admin.run.batch.Throttle;
import dev.oneoff.admin.run.batch.Transactions;
import dev.oneoff.admin.run.items.KeyedTable;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a fix or a cleanup: decides on the run, divides it, and works on it until it is finished.
 */
public final class TaskRunner {

  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration START_LOCK_PATIENCE = Duration.ofMinutes(1);

  private final Database database;
  private final TaskApplication application;
  private final Invocation invocation;
  private final Console console;
  private final TaskRuns runs;

  public TaskRunner(Database database, TaskApplication application, Invocation invocation) {
    this.database = database;
    this.application = application;
    this.invocation = invocation;
    this.console = invocation.console();
    this.runs = new TaskRuns(database);
  }

  /** Which run to work on; empty if nothing is left to do. */
  private interface Choice {
    Optional<Run> run(Opening opening) throws SQLException;
  }

  /** What one process brings to a run. */
  private record Job(
      String name, Workload work, RunOptions options, boolean keepsChanges, boolean oneByOne) {

    static Job of(TaskOrder order, Workload work) {
      return new Job(
          order.name(),
          work,
          order.options(),
          order.task().undo(),
          order.task().effectsOutsideTheDatabase());
    }
  }

  /** Runs the task, or resumes its run. */
  public ExitCode run(TaskOrder order) throws Exception {
    Job job = Job.of(order, new TaskWork(order, application, OptionalLong.empty()));
    return run(job, opening -> opening.open(order));
  }

  /** Resumes this run. */
  public ExitCode resume(TaskOrder order, Run run) throws Exception {
    Job job = Job.of(order, new TaskWork(order, application, run.retryOf()));
    ExitCode code = run(job, opening -> Optional.of(opening.resume(run, order)));
    if (run.retryOf().isPresent()) {
      runs.resolve(run.retryOf().getAsLong(), run.id());
    }
    return code;
  }

  /** Retries the failed items of a run, in a run of their own. */
  public ExitCode retry(TaskOrder order, long failedRun) throws Exception {
    OptionalLong of = OptionalLong.of(failedRun);
    if (runs.failedItems(failedRun) == 0) {
      console.say("Nothing to do: no item of run " + failedRun + " is left to retry.");
      return ExitCode.DONE;
    }
    long[] retry = new long[1];
    ExitCode code =
        run(
            Job.of(order, new TaskWork(order, application, of)),
            opening -> {
              Run run = opening.begin(order, of);
              retry[0] = run.id();
              return Optional.of(run);
            });
    runs.resolve(failedRun, retry[0]);
    return code;
  }

  /** Undoes what a run has changed, in a run of its own. */
  public ExitCode undo(Run undone, RunOptions options) throws Exception {
    if (runs.keptRows(undone.id()) == 0) {
      throw AdminException.refused(
          "There is nothing to restore: run "
              + undone.id()
              + " has no former values left. None are kept for a task with undo = false, for"
              + " items that are not rows of a table, or for more than "
              + OwnSetting.TASKS_UNDO_LIMIT
              + " items; sensitive values are never kept.");
    }
    UndoWork work = new UndoWork(application.dataSource(), undone.id());
    Job job = new Job("undo", work, options.unlimited(), false, false);
    long[] undo = new long[1];
    ExitCode code =
        run(
            job,
            opening -> {
              Run run =
                  opening.begin(
                      new NewRun(
                          "runs undo",
                          undone.task(),
                          List.of(Long.toString(undone.id())),
                          Optional.empty(),
                          false,
                          invocation.reason(),
                          Optional.of(Environment.requireForWriting(database)),
                          OptionalLong.empty(),
                          OptionalLong.of(undone.id())));
              undo[0] = run.id();
              return Optional.of(run);
            });
    runs.undone(undone.id(), undo[0]);
    return code;
  }

  /** Resumes an undo. */
  public ExitCode resumeUndo(Run run) throws Exception {
    long undone = run.undoOf().orElseThrow();
    Job job =
        new Job(
            "undo",
            new UndoWork(application.dataSource(), undone),
            RunOptions.DEFAULT.unlimited(),
            false,
            false);
    ExitCode code = run(job, opening -> Optional.of(opening.takeOver(run)));
    runs.undone(undone, run.id());
    return code;
  }

  private ExitCode run(Job job, Choice choice) throws Exception {
    try (Interruption.Hold hold = invocation.interruption().hold()) {
      invocation.compareRelease();
      Run run;
      RunMembership membership;
      try (Lock start = startLock(job.name())) {
        Optional<Run> chosen =
            choice.run(
                new Opening(
                    database,
                    Environment.requireForWriting(database),
                    invocation.reason(),
                    console::say));
        if (chosen.isEmpty()) {
          return ExitCode.DONE;
        }
        run = chosen.get();
        membership =
            RunMembership.begin(database, run.id(), invocation.interruption(), console::say);
      }
      invocation.carries(run.id());
      Run end = work(job, run.id(), membership);
      return end.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
  }

  private Run work(Job job, long id, RunMembership begun) throws Exception {
    Chunks chunks = new Chunks(database, id, database.applicationName());
    RunPhases phases =
        new RunPhases(database, invocation.interruption(), console::say, chunks, application::rest);
    Transactions transactions;
    try {
      transactions =
          Transactions.of(application.dataSource(), database.applicationName(), LOCK_TIMEOUT);
    } catch (Throwable e) {
      begun.close();
      throw phases.failed(e);
    }
    Division division = new Division(job.work(), chunks, transactions, console::say);
    RunMembership divided = phases.complete(begun, division::work);
    Run run = runs.count(id);
    Changes changes =
        new UndoLimit(database.settings())
            .changes(
                job.keepsChanges(),
                run.total(),
                division.table(),
                application.dataSource(),
                id,
                console::say);
    Throttle throttle =
        new Pressure(database, division.table().map(KeyedTable::name), console::say);
    Consumer<String> once = once();
    try (Progress progress =
        new Progress(invocation, job.name(), run.total(), run.processed() + run.failed())) {
      Crew crew =
          new Crew(
              job.options().workers(),
              chunks,
              now ->
                  worker(job, changes, transactions, throttle, now, progress, run.failed(), once));
      phases
          .complete(
              divided,
              now -> {
                boolean done = crew.work(now);
                if (done) {
                  phases.finish();
                }
                return done;
              })
          .close();
      Run end = runs.count(id);
      progress.close();
      console.say("Run " + id + ": " + Counts.of(end) + " " + progress.pace() + ".");
      return end;
    }
  }

  private Batches worker(
      Job job,
      Changes changes,
      Transactions transactions,
      Throttle throttle,
      RunMembership membership,
      Progress progress,
      long failedBefore,
      Consumer<String> once)
      throws Exception {
    Step step = transactions.rollback(() -> job.work().step(changes));
    return new Batches(
        step,
        transactions::commit,
        application.dataSource(),
        size(job, job.oneByOne() ? 1 : step.largestBatch(), once),
        throttle,
        membership,
        new ErrorBudget(
            progress,
            () -> Math.max(failedBefore + progress.failed(), membership.failed()),
            job.options().maxErrors(),
            membership));
  }

  private BatchSize size(Job job, int largest, Consumer<String> say) {
    return database
        .settings()
        .given(OwnSetting.TASKS_BATCH_SIZE)
        .map(size -> BatchSize.constant(Math.min(size, largest)))
        .orElseGet(() -> new BatchSize(job.options().targetBatchTime(), largest, say));
  }

  // What all workers find out is reported by the first of them.
  private Consumer<String> once() {
    AtomicBoolean told = new AtomicBoolean();
    return sentence -> {
      if (told.compareAndSet(false, true)) {
        console.say(sentence);
      }
    };
  }

  private Lock startLock(String task) throws SQLException {
    LockKey key;
    try (Connection connection = database.connectDirect()) {
      key =
          LockKey.of(
              "start",
              String.valueOf(connection.getCatalog()),
              String.valueOf(connection.getSchema()),
              task);
    }
    return new Locks(database, invocation.interruption(), console::say)
        .acquire(key, START_LOCK_PATIENCE);
  }
}
