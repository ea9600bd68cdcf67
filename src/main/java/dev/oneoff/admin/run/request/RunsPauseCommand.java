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

/** {@code runs pause}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Command(
    name = "pause",
    description =
        "Pauses a run after its current batch, with its connections released, until 'runs resume'.")
public final class RunsPauseCommand implements DatabaseCommand {

  @Parameters(paramLabel = "ID", description = "The run's number.")
  long id;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    console.say(new RunRequests(database, invocation.interruption()).pause(id));
    return ExitCode.DONE;
  }
}
