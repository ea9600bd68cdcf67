package dev.oneoff.admin.run;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.run.index.TaskKind;
import picocli.CommandLine.Command;

/** {@code fix} without a name: lists the fixes. */
@AutoService(AdminCommand.class)
@Command(name = "fix", description = "Runs a data fix of this service; without a name, lists them.")
public final class FixCommand extends TasksCommand {

  public FixCommand() {
    super(
        TaskKind.FIX,
        FixTaskCommand::new,
        "Runs the named data fix, or resumes it where it was interrupted. Takes the fix's own options too.");
  }
}
