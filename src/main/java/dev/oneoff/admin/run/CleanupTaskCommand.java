package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.ConfirmOption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** {@code cleanup NAME}. */
final class CleanupTaskCommand implements ApplicationCommand {

  private final TaskType task;

  @Mixin TaskOptions options;
  @Mixin ConfirmOption confirm;

  CleanupTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    // What goes now may come again tomorrow: a cleanup is never done for good.
    return new TaskRunner(application, console)
        .run(
            new TaskOrder(
                task, application.arguments().own(), options, true, Optional.of(confirm)));
  }
}
