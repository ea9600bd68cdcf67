package dev.oneoff.admin.run.history;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs list}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Command(name = "list", description = "Lists the runs in this database, newest first.")
public final class RunsListCommand implements DatabaseCommand {

  @Mixin RunListOptions list = new RunListOptions();
  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    RunTable.print(console, format.format(), database, list.filter());
    return ExitCode.DONE;
  }
}
