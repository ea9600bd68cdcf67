package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import picocli.CommandLine.Option;

/** {@code --max-errors}, of whatever sets aside what fails. */
public final class MaxErrorsOption {

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many items may fail before the run gives up. Default: ${DEFAULT-VALUE}.")
  private int maxErrors = 100;

  /**
   * How many.
   *
   * @throws AdminException {@code USAGE} where it is no such number
   */
  public int number() {
    if (maxErrors < 0) {
      throw AdminException.usage("--max-errors is a number from 0, not " + maxErrors + ".");
    }
    return maxErrors;
  }
}
