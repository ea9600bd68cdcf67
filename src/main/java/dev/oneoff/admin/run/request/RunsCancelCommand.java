package dev.oneoff.admin.run.request;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.run.history.RunsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs cancel}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Command(
    name = "cancel",
    description =
        "Cancels a run for good, after its current batch. What is done by then stays done.")
public final class RunsCancelCommand implements DatabaseCommand {

  @Parameters(paramLabel = "ID", description = "The run's number.")
  long id;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    console.say(new RunRequests(database, invocation.interruption()).cancel(id));
    return ExitCode.DONE;
  }
}
