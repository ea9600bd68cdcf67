package dev.oneoff.admin.run;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.run.index.TaskKind;
import picocli.CommandLine.Command;

/** {@code cleanup} without a name: lists the cleanups. */
@AutoService(AdminCommand.class)
@Command(
    name = "cleanup",
    description = "Runs a cleanup of this service; without a name, lists them.")
public final class CleanupCommand extends TasksCommand {

  public CleanupCommand() {
    super(
        TaskKind.CLEANUP,
        CleanupTaskCommand::new,
        "Runs the named cleanup, or resumes it where it was interrupted. Takes the cleanup's own options too.");
  }
}
