package dev.oneoff.admin.run;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.run.index.TaskKind;
import picocli.CommandLine.Command;

/** {@code report} without a name: lists the reports. */
@AutoService(AdminCommand.class)
@Command(
    name = "report",
    description = "Prints a report of this service; without a name, lists them.")
public final class ReportCommand extends TasksCommand {

  public ReportCommand() {
    super(
        TaskKind.REPORT,
        ReportTaskCommand::new,
        "Prints the named report. Takes the report's own options too.");
  }
}
