package dev.oneoff.admin.run.index;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tasks of one kind, as a printed list and as commands. */
public final class TaskTable {

  private final TaskKind kind;
  private final Function<TaskType, AdminCommand> command;

  public TaskTable(TaskKind kind, Function<TaskType, AdminCommand> command) {
    this.kind = kind;
    this.command = command;
  }

  public ExitCode print(Console console, Format format, LocalDate today) {
    Listed.TASKS.requireWritten();
    List<TaskType> tasks = TaskIndex.read().tasks(kind);
    RowPrinter rows = console.rows(format, List.of("name", "description", "delete_by"));
    for (TaskType task : tasks) {
      rows.row(Arrays.asList(task.name(), task.description(), task.deleteBy().orElse(null)));
    }
    rows.end();
    for (TaskType task : tasks) {
      if (task.overdue(today)) {
        console.say(
            task.name()
                + " was to be deleted by "
                + task.deleteBy().orElseThrow()
                + ": delete "
                + task.type().getName()
                + ", or give it another date.");
      }
    }
    return ExitCode.DONE;
  }

  public List<Subcommand> subcommands() {
    return TaskIndex.read().tasks(kind).stream().map(this::subcommand).toList();
  }

  private Subcommand subcommand(TaskType task) {
    return new Subcommand(
        task.name(), task.description(), () -> command.apply(task), task::withoutBeans);
  }

  /** A made-up task, which no service has. */
  public Subcommand example(String description) {
    TaskType none = new TaskType("NAME", kind, description, Optional.empty(), Object.class);
    return subcommand(none);
  }
}
