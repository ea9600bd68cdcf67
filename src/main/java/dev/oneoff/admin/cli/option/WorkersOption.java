package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import picocli.CommandLine.Option;

/** {@code --workers}, of whatever can be done by several at once. */
public final class WorkersOption {

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of workers in this process. Default: ${DEFAULT-VALUE}.")
  private int workers = 1;

  /**
   * How many.
   *
   * @throws AdminException {@code USAGE} where it is no such number
   */
  public int number() {
    if (workers < 1) {
      throw AdminException.usage("--workers is a number from 1, not " + workers + ".");
    }
    return workers;
  }
}
