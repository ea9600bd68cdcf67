package dev.oneoff.admin.run;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.parse.Subcommands;
import dev.oneoff.admin.run.index.TaskIndex;
import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.run.index.TaskType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A kind of task without a name: lists the tasks, each of which is a subcommand. */
abstract class TasksCommand implements StandaloneCommand, Subcommands {

  private final TaskKind kind;
  private final Function<TaskType, AdminCommand> command;
  private final String example;

  @Mixin FormatOption format;

  /**
   * The tasks of a kind.
   *
   * @param example what the help says about any of them
   */
  TasksCommand(TaskKind kind, Function<TaskType, AdminCommand> command, String example) {
    this.kind = kind;
    this.command = command;
    this.example = example;
  }

  @Override
  public final ExitCode run(Console console) {
    Listed.TASKS.requireWritten();
    List<TaskType> tasks = TaskIndex.read().tasks(kind);
    RowPrinter rows = console.rows(format.format(), List.of("name", "description", "delete_by"));
    for (TaskType task : tasks) {
      rows.row(Arrays.asList(task.name(), task.description(), task.deleteBy().orElse(null)));
    }
    rows.end();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    tasks.stream().filter(task -> task.overdue(today)).forEach(task -> sayOverdue(console, task));
    return ExitCode.DONE;
  }

  private static void sayOverdue(Console console, TaskType task) {
    console.say(
        task.name()
            + " was to be deleted by "
            + task.deleteBy().orElseThrow()
            + ": delete "
            + task.type().getName()
            + ", or give it another date.");
  }

  @Override
  public final List<Subcommand> subcommands() {
    return TaskIndex.read().tasks(kind).stream().map(this::subcommand).toList();
  }

  @Override
  public final void requireAllKnown() {
    Listed.TASKS.requireWritten();
  }

  /** A made-up task, which no service has. */
  @Override
  public final Subcommand example() {
    return subcommand(new TaskType("NAME", kind, example, Optional.empty(), Object.class));
  }

  private Subcommand subcommand(TaskType task) {
    return new Subcommand(
        task.name(), task.description(), () -> command.apply(task), task::withoutBeans);
  }
}
