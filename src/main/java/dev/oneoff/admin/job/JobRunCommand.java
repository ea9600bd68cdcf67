package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.FollowedJob;
import dev.oneoff.admin.job.live.Jobs;
import dev.oneoff.admin.job.live.LiveWorkloads;
import dev.oneoff.admin.job.live.RunningRelease;
import dev.oneoff.admin.job.manifest.JobManifest;
import dev.oneoff.admin.job.manifest.JobRequest;
import dev.oneoff.admin.job.manifest.JobRequest.Streams;
import dev.oneoff.admin.job.manifest.ServerWorkload;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code job run}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "run",
    description =
        "Runs a command in a Job made of the live Deployment, and stays with it. Ctrl-C asks the command to stop, and again leaves it alone.")
public final class JobRunCommand implements SettingsCommand {

  @Mixin JobOptions job;
  @Mixin ClusterOptions cluster;

  @Option(
      names = {"-i", "--stdin"},
      description = "Passes standard input on.")
  boolean stdin;

  @Option(
      names = {"-t", "--tty"},
      description = "Gives the command a terminal; with -i, for shell and sql.")
  boolean tty;

  @Option(names = "--detach", description = "Does not wait: prints the Job's name and ends.")
  boolean detach;

  @Option(names = "--dry-run", description = "Has the API check the Job, strictly, and makes none.")
  boolean dryRun;

  @Option(
      names = "--start-timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationOption.class,
      description = "How long it may take to start. Default: ${DEFAULT-VALUE}.")
  Duration startTimeout = Duration.ofMinutes(5);

  @Override
  public ExitCode run(Invocation invocation, Settings settings) throws IOException {
    Console console = invocation.console();
    Streams streams = streams(console);
    Cluster where = cluster.cluster();
    LiveWorkloads workloads = new LiveWorkloads(where);
    ServerWorkload workload = workloads.find(job.from(), settings.serviceName());
    String container = workload.container(job.container()).path("name").asText();
    RunningRelease release = RunningRelease.of(where, workload, container, job.release());
    JobRequest request = job.request(release.image(), Optional.of(actor(settings)), 1, streams);
    JobManifest manifest = new JobManifest(release.workload(), request, workloads.services());
    ObjectNode object = manifest.generated();
    manifest.remarks().forEach(console::say);
    if (release.image().isEmpty()) {
      console.say(
          "No ready server tells its image's digest, so the image is the one that "
              + workload
              + " names.");
    }
    Jobs jobs = new Jobs(where);
    JsonNode made = jobs.create(object, dryRun);
    if (dryRun) {
      console.say(
          "The API accepts this Job, from " + workload + " in " + where + ". None was made.");
      return ExitCode.DONE;
    }
    String name = made.path("metadata").path("name").asText();
    console.say("Job " + name + ", from " + workload + " in " + where + ".");
    if (detach) {
      console.data().write(name + "\n");
      console.say("Its output: job log " + name + ". To end it: job stop " + name + ".");
      return ExitCode.DONE;
    }
    return new FollowedJob(where, made, invocation, streams, startTimeout).follow();
  }

  private Streams streams(Console console) {
    if (detach) {
      if (stdin || tty) {
        throw AdminException.usage("--detach leaves nobody to type: use it without -i and -t.");
      }
      return Streams.LOG;
    }
    if (!tty) {
      return stdin ? Streams.INPUT : Streams.OUTPUT;
    }
    if (!console.interactive() || !console.dataOnTerminal()) {
      throw AdminException.usage("-t needs a terminal; without one, use -i alone.");
    }
    return Streams.TERMINAL;
  }

  private static String actor(Settings settings) {
    return settings
        .given(OwnSetting.ACTOR)
        .orElseGet(() -> System.getProperty("user.name", "unknown") + "@" + Database.hostName());
  }
}
