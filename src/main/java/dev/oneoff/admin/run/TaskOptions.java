package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.DurationOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a fix or a cleanup is run, whichever it is. */
public final class TaskOptions {

  @Option(
      names = "--dry-run",
      description = "Does everything and takes it back, and shows what would have changed.")
  boolean dryRun;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many work at once in this process. Default: ${DEFAULT-VALUE}.")
  int workers = 1;

  @Option(
      names = "--join",
      description = "Helps a run that another process began, instead of waiting for its end.")
  boolean join;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many items may fail before the run gives up. Default: ${DEFAULT-VALUE}.")
  int maxErrors = 100;

  @Option(
      names = "--target-batch-time",
      paramLabel = "DURATION",
      defaultValue = "500ms",
      converter = DurationOption.class,
      description =
          "How long a transaction should take; batches grow and shrink to meet it."
              + " Default: ${DEFAULT-VALUE}.")
  Duration targetBatchTime = Duration.ofMillis(500);

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why this is done. It is recorded with the run.")
  @Nullable String reason;

  public boolean dryRun() {
    return dryRun;
  }

  public int workers() {
    return workers;
  }

  public boolean join() {
    return join;
  }

  public int maxErrors() {
    return maxErrors;
  }

  public Duration targetBatchTime() {
    return targetBatchTime;
  }

  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
