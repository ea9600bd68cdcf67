package dev.oneoff.admin.job;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.job.live.RunningRelease;
import dev.oneoff.admin.job.manifest.JobRequest;
import dev.oneoff.admin.job.manifest.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the Job is made of. */
final class JobOptions {

  private static final String REASON = "--reason";
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]+([.][0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?");

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command with its options, after --.")
  List<String> command = new ArrayList<>();

  @Option(
      names = "--from",
      arity = "0..1",
      paramLabel = "KIND/NAME",
      description =
          "The workload whose servers run the service, as in deployment/NAME. Otherwise the one named or labelled like the service.")
  @Nullable String from;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      description = "The service's container, if there are several.")
  @Nullable String container;

  @Option(
      names = "--entrypoint",
      paramLabel = "WORDS",
      description =
          "How the service starts, as in 'java -jar /app/app.jar', if the container starts it by a script.")
  @Nullable String entryPoint;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "Which release, in the middle of a rollout: old or new.")
  @Nullable String release;

  @Option(
      names = "--memory",
      paramLabel = "QUANTITY",
      description = "The memory, as in 512Mi or 1Gi. Otherwise as much as a server has.")
  @Nullable String memory;

  @Option(
      names = "--cpu",
      paramLabel = "QUANTITY",
      description = "The requested processor time, as in 500m. Otherwise as much as a server's.")
  @Nullable String cpu;

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      defaultValue = "12h",
      converter = DurationOption.class,
      description = "When the Job is ended at the latest. Default: ${DEFAULT-VALUE}.")
  Duration deadline = Duration.ofHours(12);

  @Option(
      names = REASON,
      paramLabel = "TEXT",
      description = "Why this is done. It is recorded with the run.")
  @Nullable String reason;

  Optional<WorkloadName> from() {
    return Optional.ofNullable(from).filter(name -> !name.isEmpty()).map(WorkloadName::of);
  }

  Optional<String> container() {
    return Optional.ofNullable(container);
  }

  Optional<RunningRelease.Choice> release() {
    return Optional.ofNullable(release)
        .map(
            word ->
                switch (word) {
                  case "old" -> RunningRelease.Choice.OLD;
                  case "new" -> RunningRelease.Choice.NEW;
                  default ->
                      throw AdminException.usage("--release is old or new, not '" + word + "'.");
                });
  }

  /** The request for a Job. */
  JobRequest request(
      Optional<String> image, Optional<String> actor, int workers, JobRequest.Streams streams) {
    if (command.get(0).equals("serve") || command.get(0).equals("job")) {
      throw AdminException.usage(
          "'"
              + command.get(0)
              + "' is no command for a Job. Write one such as: -- migrate --check");
    }
    if (deadline.toSeconds() < 1) {
      throw AdminException.usage("--deadline must be a second or more.");
    }
    List<String> words = new ArrayList<>(command);
    if (reason != null && !words.contains(REASON) && CommandTree.takes(words, REASON)) {
      words.add(REASON);
      words.add(reason);
    }
    return new JobRequest(
        words,
        container(),
        Optional.ofNullable(entryPoint),
        image,
        quantity("--memory", memory),
        quantity("--cpu", cpu),
        deadline,
        actor,
        Optional.ofNullable(reason).or(() -> after(words)),
        workers,
        streams);
  }

  private static Optional<String> after(List<String> words) {
    int index = words.indexOf(REASON);
    return index >= 0 && index + 1 < words.size()
        ? Optional.of(words.get(index + 1))
        : Optional.empty();
  }

  private static Optional<String> quantity(String option, @Nullable String text) {
    if (text != null && !QUANTITY.matcher(text).matches()) {
      throw AdminException.usage(
          option + " is a quantity such as 512Mi or 500m, not '" + text + "'.");
    }
    return Optional.ofNullable(text);
  }
}
