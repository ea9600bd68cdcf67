package dev.oneoff.admin.cli.option;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for another process. */
public final class WaitTimeoutOption {

  @Option(
      names = "--wait-timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationOption.class,
      description = "How long to wait at most, as in 30s or 5m. Default: ${DEFAULT-VALUE}.")
  Duration waitTimeout = Duration.ofMinutes(5);

  public Duration waitTimeout() {
    return waitTimeout;
  }
}
