package dev.oneoff.admin.run;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.DurationOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is done at once, and why. */
final class WorkOptions {

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many work at once in this process. Default: ${DEFAULT-VALUE}.")
  int workers = 1;

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

  RunOptions runOptions() {
    if (workers < 1) {
      throw AdminException.usage("--workers is a number from 1, not " + workers + ".");
    }
    return new RunOptions(
        workers, false, false, maxErrors, targetBatchTime, Optional.ofNullable(reason));
  }
}
