package dev.oneoff.admin.run;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.run.index.TaskBeans;
import dev.oneoff.admin.run.index.TaskIndex;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.runner.DryRun;
import dev.oneoff.admin.run.runner.RunOptions;
import dev.oneoff.admin.run.runner.TaskApplication;
import dev.oneoff.admin.run.runner.TaskOrder;
import dev.oneoff.admin.run.runner.TaskRunner;
import dev.oneoff.admin.task.Task;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Everything that commands do with tasks and their runs, in the booted service. */
public final class Tasks {

  private final Application application;
  private final Invocation invocation;
  private final Database database;
  private final TaskBeans beans;
  private final TaskApplication service;

  public Tasks(Application application, Invocation invocation) throws Exception {
    this.application = application;
    this.invocation = invocation;
    this.database = application.database();
    this.beans = application.create(TaskBeans.class);
    this.service = application.create(TaskApplication.class);
  }

  /** The order given by a command line. */
  TaskOrder order(TaskType type, Arguments arguments, RunOptions options) {
    return order(type, arguments.words(), arguments.masked(), arguments.hash(), options);
  }

  private TaskOrder order(
      TaskType type, List<String> words, List<String> masked, String hash, RunOptions options) {
    Task task = Objects.requireNonNull(type.type().getAnnotation(Task.class));
    return new TaskOrder(
        type.kind(),
        type.name(),
        task,
        () -> {
          Object bean = beans.create(type);
          application.fill(bean, words);
          return bean;
        },
        masked,
        hash,
        options);
  }

  /** The order that an earlier run was given. */
  private TaskOrder order(Run run, RunOptions options) throws SQLException {
    TaskType type =
        run.task()
            .flatMap(TaskIndex.read()::find)
            .orElseThrow(
                () ->
                    AdminException.refused(
                        "Run "
                            + run.id()
                            + " is a run of '"
                            + run.command()
                            + "', which is not a task of this release."));
    String hash = new TaskRuns(database).argumentsHash(run.id()).orElse("");
    return order(type, run.arguments(), run.arguments(), hash, options);
  }

  ExitCode run(TaskOrder order) throws Exception {
    requirePreconditions();
    return runner().run(order);
  }

  ExitCode dryRun(TaskOrder order, Format format) throws Exception {
    requirePreconditions();
    // A run that writes is refused where the environment's two names differ; so is its rehearsal.
    environment();
    return new DryRun(database, service, invocation).run(order, format);
  }

  /** Resumes a run that no process has. */
  public ExitCode resume(Run run, RunOptions options) throws Exception {
    requirePreconditions();
    if (run.undoOf().isPresent()) {
      return runner().resumeUndo(run);
    }
    return runner().resume(order(run, options), run);
  }

  /** Retries the failed items of a run. */
  public ExitCode retry(Run run, RunOptions options) throws Exception {
    requirePreconditions();
    return runner().retry(order(run, options), run.id());
  }

  /** Undoes a run's changes. */
  public ExitCode undo(Run run, RunOptions options) throws Exception {
    requirePreconditions();
    return runner().undo(run, options);
  }

  private TaskRunner runner() {
    return new TaskRunner(database, service, invocation);
  }

  private void requirePreconditions() throws Exception {
    new Ledger(database).require();
    Precondition.requireAll(database.dataSource(), database.settings());
  }

  /** The environment, if both its names agree. */
  public String environment() throws SQLException {
    return Environment.requireForWriting(database);
  }
}
