package dev.oneoff.admin.run.request;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.run.Tasks;
import dev.oneoff.admin.run.WorkOptions;
import dev.oneoff.admin.run.history.RunsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs retry}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Recorded(onceItBegins = true)
@Command(
    name = "retry",
    description = "Retries the items that a task's run has set aside, in a new run.")
public final class RunsRetryCommand implements ApplicationCommand {

  @Parameters(paramLabel = "ID", description = "The run's number.")
  long id;

  @Mixin WorkOptions options = new WorkOptions();

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Run run = new RunRequests(application.database(), invocation.interruption()).ended(id);
    return new Tasks(application, invocation).retry(run, options.runOptions());
  }
}
