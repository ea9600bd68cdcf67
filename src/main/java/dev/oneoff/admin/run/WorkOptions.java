package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.cli.option.MaxErrorsOption;
import dev.oneoff.admin.cli.option.WorkersOption;
import dev.oneoff.admin.run.runner.RunOptions;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much work is done at once. */
public final class WorkOptions {

  @Mixin WorkersOption workers = new WorkersOption();
  @Mixin MaxErrorsOption maxErrors = new MaxErrorsOption();

  @Option(
      names = "--target-batch-time",
      paramLabel = "DURATION",
      defaultValue = "500ms",
      converter = DurationOption.class,
      description =
          "How long a transaction should take; batches grow and shrink to meet it."
              + " Default: ${DEFAULT-VALUE}.")
  Duration targetBatchTime = Duration.ofMillis(500);

  public RunOptions runOptions() {
    return new RunOptions(workers.number(), false, false, maxErrors.number(), targetBatchTime);
  }
}
