package dev.oneoff.admin.run.request;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.boot.RunAgain;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.run.Tasks;
import dev.oneoff.admin.run.WorkOptions;
import dev.oneoff.admin.run.history.RunsCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs resume}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Recorded(onceItBegins = true)
@Command(
    name = "resume",
    description =
        "Resumes a paused run in its own process. A run that was interrupted, failed or died is resumed in this one.")
public final class RunsResumeCommand implements ApplicationCommand {

  @Parameters(paramLabel = "ID", description = "The run's number.")
  long id;

  @Mixin WorkOptions options = new WorkOptions();

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    Optional<Run> left =
        new RunRequests(application.database(), invocation.interruption()).resume(id);
    if (left.isEmpty()) {
      console.say("Run " + id + " continues in its own process.");
      return ExitCode.DONE;
    }
    if (left.get().task().isEmpty()) {
      invocation.compareRelease();
      return new RunAgain(left.get()).in(application, invocation);
    }
    return new Tasks(application, invocation).resume(left.get(), options.runOptions());
  }
}
