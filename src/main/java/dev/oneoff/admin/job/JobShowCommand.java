package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.WorkersOption;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.LiveWorkloads;
import dev.oneoff.admin.job.live.RunningRelease;
import dev.oneoff.admin.job.manifest.JobManifest;
import dev.oneoff.admin.job.manifest.JobRequest;
import dev.oneoff.admin.job.manifest.ManifestFile;
import dev.oneoff.admin.job.manifest.ServerWorkload;
import dev.oneoff.admin.job.manifest.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code job show}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "show",
    description =
        "Prints the Job, or with --cron the CronJob, as YAML: for Git, Helm or Argo CD. Works on a file too, without a cluster.")
public final class JobShowCommand implements SettingsCommand {

  private static final String STDIN = "-";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?");

  @Mixin JobOptions job;
  @Mixin ClusterOptions cluster;
  @Mixin WorkersOption workers;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "A file with the Deployment, in YAML or JSON, instead of the cluster; - is stdin.")
  @Nullable String file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The Job's name. Otherwise it is made of the workload's and the command's.")
  @Nullable String name;

  @Option(
      names = "--cron",
      paramLabel = "SCHEDULE",
      description = "Prints a CronJob with this schedule, as in '0 3 * * *'.")
  @Nullable String cron;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "The schedule's time zone, as in Europe/Vienna.")
  @Nullable String timeZone;

  @Option(
      names = "--suspend",
      description = "Does not start until somebody resumes it, by 'kubectl patch'.")
  boolean suspend;

  @Option(
      names = "--helm-hook",
      arity = "0..1",
      fallbackValue = "pre-install,pre-upgrade",
      paramLabel = "EVENTS",
      description =
          "Makes it a hook of a Helm chart, before an installation and an upgrade unless EVENTS say otherwise.")
  @Nullable String helmHook;

  @Option(
      names = "--argo-hook",
      arity = "0..1",
      fallbackValue = "PreSync",
      paramLabel = "EVENTS",
      description = "Makes it a hook of Argo CD, before a sync unless EVENTS say otherwise.")
  @Nullable String argoHook;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) throws IOException {
    Console console = invocation.console();
    JobManifest manifest = file == null ? live(console, settings) : ofFile(console, file);
    ObjectNode object = object(manifest);
    console.data().write(YamlText.write(object));
    manifest.remarks().forEach(console::say);
    return ExitCode.DONE;
  }

  private ObjectNode object(JobManifest manifest) {
    Optional<String> wanted = Optional.ofNullable(name);
    if (wanted.isPresent() && !NAME.matcher(wanted.get()).matches()) {
      throw AdminException.usage(
          "'"
              + wanted.get()
              + "' is not a name: lower-case letters, digits and dashes, at most 52.");
    }
    if (cron == null && timeZone != null) {
      throw AdminException.usage("--time-zone is for --cron.");
    }
    if (cron != null && (helmHook != null || argoHook != null)) {
      throw AdminException.usage(
          "A hook runs when something is installed, and --cron by the clock.");
    }
    ObjectNode object =
        cron == null
            ? manifest.named(wanted)
            : manifest.scheduled(wanted, CronSchedule.checked(cron), zone());
    if (suspend) {
      ((ObjectNode) object.path("spec")).put("suspend", true);
    }
    ObjectNode annotations = (ObjectNode) object.path("metadata").path("annotations");
    if (helmHook != null) {
      annotations.put("helm.sh/hook", helmHook);
      annotations.put("helm.sh/hook-delete-policy", "before-hook-creation");
    }
    if (argoHook != null) {
      annotations.put("argocd.argoproj.io/hook", argoHook);
      annotations.put("argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation");
    }
    return object;
  }

  private Optional<String> zone() {
    if (timeZone != null) {
      try {
        ZoneId.of(timeZone);
      } catch (DateTimeException e) {
        throw AdminException.usage("'" + timeZone + "' is not a time zone such as Europe/Vienna.");
      }
    }
    return Optional.ofNullable(timeZone);
  }

  private JobManifest live(Console console, Settings settings) {
    Cluster where = cluster.cluster();
    LiveWorkloads workloads = new LiveWorkloads(where);
    ServerWorkload workload = workloads.find(job.from(), settings.serviceName());
    RunningRelease release =
        RunningRelease.of(
            where,
            workload,
            workload.container(job.container()).path("name").asText(),
            job.release());
    console.say("From " + workload + " in " + where + ".");
    return manifest(release.workload(), release.image(), workloads.services());
  }

  private JobManifest ofFile(Console console, String path) throws IOException {
    String text;
    try {
      text = path.equals(STDIN) ? console.readAll() : Files.readString(Path.of(path));
    } catch (NoSuchFileException e) {
      throw AdminException.usage("There is no file " + path + ".");
    }
    ManifestFile found = new ManifestFile(path.equals(STDIN) ? "stdin" : path, text);
    return manifest(found.workload(job.from()), Optional.empty(), found.services());
  }

  private JobManifest manifest(
      ServerWorkload workload, Optional<String> image, List<JsonNode> services) {
    return new JobManifest(
        workload,
        job.request(image, Optional.empty(), workers.number(), JobRequest.Streams.LOG),
        services);
  }
}
