package dev.oneoff.admin.run;

import dev.oneoff.admin.run.runner.RunOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for running a fix or a cleanup. */
public final class TaskOptions {

  @Option(
      names = "--dry-run",
      description = "Does everything, rolls it back, and shows what would have changed.")
  boolean dryRun;

  @Option(
      names = "--join",
      description =
          "Joins a run that another process has started, instead of refusing because it is running.")
  boolean join;

  @Mixin WorkOptions work = new WorkOptions();

  boolean dryRun() {
    return dryRun;
  }

  RunOptions runOptions(boolean again) {
    RunOptions options = work.runOptions().joining(join);
    return again ? options.doneAgain() : options;
  }
}
