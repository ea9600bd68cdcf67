package dev.oneoff.admin.run.request;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.run.Tasks;
import dev.oneoff.admin.run.WorkOptions;
import dev.oneoff.admin.run.history.RunsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs undo}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Recorded(onceItBegins = true)
@Command(
    name = "undo",
    description =
        "Restores the rows of a run's items to their former values, except those that were changed since, which it lists. Whatever else the run did stays: in other tables, by triggers, by its own SQL. Sensitive values are never kept, so they are not restored: they stay as they are, and are empty in a row that was deleted.")
public final class RunsUndoCommand implements ApplicationCommand {

  @Parameters(paramLabel = "ID", description = "The run's number.")
  long id;

  @Mixin WorkOptions options = new WorkOptions();
  @Mixin ConfirmOption confirm;

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    Run run = new RunRequests(application.database(), invocation.interruption()).ended(id);
    Tasks tasks = new Tasks(application, invocation);
    confirm.requireOutsideDevelopment(
        console, "overwrites current values with former ones", tasks.environment());
    return tasks.undo(run, options.runOptions());
  }
}
