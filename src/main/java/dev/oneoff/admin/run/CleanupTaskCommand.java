package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.record.OfTask;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.runner.TaskOrder;
import picocli.CommandLine.Mixin;

/** {@code cleanup NAME}. */
@Recorded(onceItBegins = true, stoppable = true)
final class CleanupTaskCommand implements ApplicationCommand, OfTask {

  private final TaskType task;

  @Mixin TaskOptions options;
  @Mixin ConfirmOption confirm;
  @Mixin FormatOption format;

  CleanupTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public String taskName() {
    return task.name();
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    Tasks tasks = new Tasks(application, console);
    // What goes now may come again tomorrow: a cleanup is never done for good.
    TaskOrder order =
        tasks.order(
            task, application.arguments().own(), options.runOptions(console.reason(), true));
    if (options.dryRun()) {
      return tasks.dryRun(order, format.format());
    }
    confirm.requireOutsideDevelopment(console, "deletes data", tasks.environment());
    return tasks.run(order);
  }
}
