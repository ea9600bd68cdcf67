package dev.oneoff.admin.run.history;

import dev.oneoff.admin.cli.option.MomentOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs to list. */
final class RunListOptions {

  @Option(names = "--task", paramLabel = "NAME", description = "Only the runs of this task.")
  @Nullable String task;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only runs with this status: ${COMPLETION-CANDIDATES}.")
  @Nullable RunState state;

  @Option(
      names = "--actor",
      paramLabel = "ACTOR",
      description =
          "Only runs by this user: a user's name, user@host, or the value of ONEOFF_ACTOR.")
  @Nullable String actor;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentOption.class,
      description = "Only runs that started since then, as in 2h, 7d or 2026-11-25.")
  @Nullable Instant since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "The most runs to list. Default: ${DEFAULT-VALUE}.")
  int limit = 50;

  RunFilter filter() {
    return new RunFilter(
        Optional.ofNullable(task),
        Optional.ofNullable(state),
        Optional.ofNullable(actor),
        Optional.ofNullable(since),
        limit);
  }
}
