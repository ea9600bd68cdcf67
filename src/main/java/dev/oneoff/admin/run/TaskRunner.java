package dev.oneoff.admin.run;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.LockKey;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.batch.BatchSize;
import dev.oneoff.admin.run.batch.Batches;
import dev.oneoff.admin.run.batch.Changes;
import dev.oneoff.admin.run.batch.Chunks;
import dev.oneoff.admin.run.batch.Step;
import dev.oneoff.admin.run.batch.Throttle;
import dev.oneoff.admin.run.batch.Transactions;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs a fix or a clean-up: decides on the run, divides it, and works on it to its end. */
final class TaskRunner {

  private static final Duration START_LOCK_PATIENCE = Duration.ofMinutes(1);
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
  private static final long CHUNK = 10_000;
  private static final int MOST_CHUNKS = 1_000;

  private final Database database;
  private final TaskApplication application;
  private final Console console;

  TaskRunner(Database database, TaskApplication application, Console console) {
    this.database = database;
    this.application = application;
    this.console = console;
  }

  /** Which run to work on; empty where nothing is left to do. */
  interface Choice {
    Optional<Run> run(Opening opening) throws SQLException;
  }

  /** Runs the task, or goes on with its run. */
  ExitCode run(TaskOrder order) throws Exception {
    return run(order, opening -> opening.open(order), OptionalLong.empty());
  }

  /** Tries the failed items of a run again, in a run of their own. */
  ExitCode retry(TaskOrder order, long failedRun) throws Exception {
    OptionalLong of = OptionalLong.of(failedRun);
    ExitCode code = run(order, opening -> Optional.of(opening.begin(order, of)), of);
    return code;
  }

  private ExitCode run(TaskOrder order, Choice choice, OptionalLong retryOf) throws Exception {
    Workload work = new TaskWork(order, application, retryOf);
    Interruption interruption = console.interruption();
    try (Interruption.Hold hold = interruption.hold()) {
      Run run;
      RunLife life;
      try (Lock start = startLock(order.name())) {
        Optional<Run> chosen = choice.run(new Opening(database, environment(), console::say));
        if (chosen.isEmpty()) {
          return ExitCode.DONE;
        }
        run = chosen.get();
        life = RunLife.begin(database, run.id(), interruption);
      }
      return work(order, work, run, life);
    }
  }

  private ExitCode work(TaskOrder order, Workload work, Run begun, RunLife life) throws Exception {
    Chunks chunks = new Chunks(database, begun.id(), database.applicationName());
    Transactions transactions =
        Transactions.of(application.dataSource(), database.applicationName(), LOCK_TIMEOUT);
    divide(work, chunks, transactions);
    Run run = new TaskRuns(database).count(begun.id());
    Changes changes =
        new UndoLimit(database.settings())
            .changes(
                order.task().undo(), run.total(), application.dataSource(), run.id(), console::say);
    try (Progress progress =
        new Progress(console, order.name(), run.total(), run.processed() + run.failed())) {
      Crew crew =
          new Crew(
              order.options().workers(),
              chunks,
              now -> worker(order, work, changes, transactions, now, progress, run.failed()),
              application::rest);
      Run end =
          new Execution(database, console.interruption(), console::say, run.id()).run(life, crew);
      console.say("Run " + end.id() + ": " + Counts.of(end) + " " + progress.pace() + ".");
      return end.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
  }

  private void divide(Workload work, Chunks chunks, Transactions transactions) throws Exception {
    if (chunks.planned()) {
      return;
    }
    transactions.rollback(
        () -> {
          Optional<Source<?>> items = work.items();
          OptionalLong total = items.isPresent() ? items.get().count() : OptionalLong.empty();
          List<Key> cuts = List.of();
          if (items.isPresent() && total.orElse(0) > CHUNK) {
            long size = Math.max(CHUNK, total.getAsLong() / MOST_CHUNKS);
            cuts = items.get().cuts(size);
          }
          chunks.plan(cuts, total);
          return null;
        });
  }

  private Batches worker(
      TaskOrder order,
      Workload work,
      Changes changes,
      Transactions transactions,
      RunLife life,
      Progress progress,
      long failedBefore)
      throws Exception {
    Step step = transactions.rollback(() -> work.step(changes));
    int largest = order.task().effectsOutsideTheDatabase() ? 1 : step.largestBatch();
    return new Batches(
        step,
        transactions::commit,
        application.dataSource(),
        new BatchSize(order.options().targetBatchTime(), largest),
        Throttle.NONE,
        life,
        new ErrorBudget(progress, order.options().maxErrors() - failedBefore, life));
  }

  private Lock startLock(String task) throws SQLException {
    LockKey key;
    try (Connection connection = database.connectDirect()) {
      key = LockKey.of("start", connection.getCatalog(), connection.getSchema(), task);
    }
    return new Locks(database, console.interruption(), console::say)
        .acquire(key, START_LOCK_PATIENCE);
  }

  private String environment() throws SQLException {
    try (Connection connection = database.connect()) {
      return Environment.of(database.settings(), database.location(), connection)
          .requireForWriting();
    }
  }
}
