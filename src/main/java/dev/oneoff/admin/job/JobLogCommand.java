package dev.oneoff.admin.job;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.JobLog;
import dev.oneoff.admin.job.live.Jobs;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code job log}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "log",
    description = "Prints what a Job's command has written so far, data and messages together.")
public final class JobLogCommand implements SettingsCommand {

  @Parameters(paramLabel = "JOB", description = "The Job's name, as 'job list' shows it.")
  String name = "";

  @Mixin ClusterOptions cluster;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) throws IOException {
    Cluster where = cluster.cluster();
    new JobLog(where, new Jobs(where).get(name)).print(invocation.console());
    return ExitCode.DONE;
  }
}
