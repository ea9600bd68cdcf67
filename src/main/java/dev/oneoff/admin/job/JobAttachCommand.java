package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.FollowedJob;
import dev.oneoff.admin.job.live.Jobs;
import dev.oneoff.admin.job.manifest.JobRequest.Streams;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code job attach}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "attach",
    description =
        "Comes back to a Job: follows it to its end, and ends with its exit code. A Job with a terminal gets this one.")
public final class JobAttachCommand implements SettingsCommand {

  @Parameters(paramLabel = "JOB", description = "The Job's name, as 'job list' shows it.")
  String name = "";

  @Mixin ClusterOptions cluster;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) throws IOException {
    Cluster where = cluster.cluster();
    JsonNode job = new Jobs(where).get(name);
    boolean terminal =
        job.path("spec")
            .path("template")
            .path("spec")
            .path("containers")
            .path(0)
            .path("tty")
            .asBoolean();
    boolean atTerminal =
        invocation.console().interactive() && invocation.console().dataOnTerminal();
    return new FollowedJob(
            where,
            job,
            invocation,
            terminal && atTerminal ? Streams.TERMINAL : Streams.LOG,
            Duration.ofMinutes(5))
        .follow();
  }
}
