package dev.oneoff.admin.run;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.parse.Subcommands;
import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.run.index.TaskTable;
import dev.oneoff.admin.run.index.TaskType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A kind of task without a name: lists the tasks, each of which is a subcommand. */
abstract class TasksCommand implements StandaloneCommand, Subcommands {

  private final TaskTable tasks;
  private final String example;

  @Mixin FormatOption format;

  /**
   * The tasks of a kind.
   *
   * @param example what the help says about any of them
   */
  TasksCommand(TaskKind kind, Function<TaskType, AdminCommand> command, String example) {
    this.tasks = new TaskTable(kind, command);
    this.example = example;
  }

  @Override
  public final ExitCode run(Console console) {
    return tasks.print(console, format.format(), LocalDate.now(ZoneOffset.UTC));
  }

  @Override
  public final List<Subcommand> subcommands() {
    return tasks.subcommands();
  }

  @Override
  public final void requireAllKnown() {
    Listed.TASKS.requireWritten();
  }

  @Override
  public final Subcommand example() {
    return tasks.example(example);
  }
}
