package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Finding.Severity;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The lowest severity of a finding that affects the exit code. */
public final class FailLevelOption {

  /** As typed; the severities worth failing for. */
  enum Level {
    INFO,
    WARNING,
    ERROR,
    NEVER;

    boolean reachedBy(Severity severity) {
      return this != NEVER && severity.compareTo(Severity.valueOf(name())) >= 0;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--fail-level",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description =
          "The lowest severity that makes it exit with 5: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}.")
  Level level = Level.ERROR;

  public boolean reachedBy(Severity severity) {
    return level.reachedBy(severity);
  }

  /** The exit code of a check with these findings. */
  public ExitCode of(Stream<Severity> found) {
    return found.anyMatch(this::reachedBy) ? ExitCode.NOT_AS_REQUIRED : ExitCode.DONE;
  }
}
