package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.option.AgainOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.runner.TaskOrder;
import picocli.CommandLine.Mixin;

/** {@code fix NAME}. */
final class FixTaskCommand implements ApplicationCommand {

  private final TaskType task;

  @Mixin TaskOptions options;
  @Mixin FormatOption format;

  @Mixin AgainOption again = new AgainOption();

  FixTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    Tasks tasks = new Tasks(application, console);
    TaskOrder order =
        tasks.order(task, application.arguments().own(), options.runOptions(again.again()));
    return options.dryRun() ? tasks.dryRun(order, format.format()) : tasks.run(order);
  }
}
