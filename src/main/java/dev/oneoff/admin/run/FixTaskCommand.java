package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.option.AgainOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.record.OfTask;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.runner.TaskOrder;
import picocli.CommandLine.Mixin;

/** {@code fix NAME}. */
@Recorded(onceItBegins = true, stoppable = true)
final class FixTaskCommand implements ApplicationCommand, OfTask {

  private final TaskType task;

  @Mixin TaskOptions options;
  @Mixin FormatOption format;

  @Mixin AgainOption again = new AgainOption();

  FixTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public String taskName() {
    return task.name();
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    Tasks tasks = new Tasks(application, console);
    TaskOrder order =
        tasks.order(
            task,
            application.arguments().own(),
            options.runOptions(console.reason(), again.again()));
    return options.dryRun() ? tasks.dryRun(order, format.format()) : tasks.run(order);
  }
}
