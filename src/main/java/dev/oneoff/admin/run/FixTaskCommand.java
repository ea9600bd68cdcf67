package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fix NAME}. */
final class FixTaskCommand implements ApplicationCommand {

  private final TaskType task;

  @Mixin TaskOptions options;

  @Option(
      names = "--again",
      description =
          "Does it once more. A fix that was done before with the same arguments is otherwise done.")
  boolean again;

  FixTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    return new TaskRunner(application, console)
        .run(new TaskOrder(task, application.arguments().own(), options, again, Optional.empty()));
  }
}
