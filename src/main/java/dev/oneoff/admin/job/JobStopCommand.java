package dev.oneoff.admin.job;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.JobState;
import dev.oneoff.admin.job.live.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code job stop}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "stop",
    description =
        "Deletes a Job. A command that is running in it is asked to come to a safe point, and has five minutes for that.")
public final class JobStopCommand implements SettingsCommand {

  @Parameters(paramLabel = "JOB", description = "The Job's name, as 'job list' shows it.")
  String name = "";

  @Mixin ClusterOptions cluster;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    Cluster where = cluster.cluster();
    Jobs jobs = new Jobs(where);
    boolean over = JobState.of(jobs.get(name)).over();
    jobs.delete(name);
    console.say(
        over
            ? "Deleted the Job " + name + ", which had ended."
            : "Deleted the Job " + name + ". Its command ends at its next safe point.");
    return ExitCode.DONE;
  }
}
