package dev.oneoff.admin.run;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.parse.Subcommands;
import dev.oneoff.admin.run.index.TaskKind;
import dev.oneoff.admin.run.index.TaskTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fix} without a name: the list. */
@AutoService(AdminCommand.class)
@Command(name = "fix", description = "Runs a data fix of this service; without a name, lists them.")
public final class FixCommand implements StandaloneCommand, Subcommands {

  private final TaskTable tasks = new TaskTable(TaskKind.FIX, FixTaskCommand::new);

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Console console) {
    return tasks.print(console, format.format(), LocalDate.now(ZoneOffset.UTC));
  }

  @Override
  public List<Subcommand> subcommands() {
    return tasks.subcommands();
  }

  @Override
  public void requireAllKnown() {
    Listed.TASKS.requireWritten();
  }

  @Override
  public Subcommand example() {
    return tasks.example(
        "Runs the named data fix, or resumes it where it was interrupted. Takes the fix's own options too.");
  }
}
