package dev.oneoff.admin.run;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.OfTask;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.runner.TaskOrder;
import picocli.CommandLine.Mixin;

/** A fix or a cleanup: it works on items, in a run that can be stopped and resumed. */
abstract class ItemTaskCommand implements ApplicationCommand, OfTask {

  private final TaskType task;

  @Mixin TaskOptions options;
  @Mixin FormatOption format;

  ItemTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public final String taskName() {
    return task.name();
  }

  /** Whether it runs even though the same was done before. */
  abstract boolean again();

  /** Asks for whatever must be confirmed before a run that is not a dry run. */
  abstract void confirm(Console console, Tasks tasks) throws Exception;

  @Override
  public final ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    Tasks tasks = new Tasks(application, invocation);
    TaskOrder order = tasks.order(task, application.arguments().own(), options.runOptions(again()));
    if (options.dryRun()) {
      return tasks.dryRun(order, format.format());
    }
    confirm(console, tasks);
    return tasks.run(order);
  }
}
