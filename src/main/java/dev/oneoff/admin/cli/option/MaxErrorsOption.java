package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import picocli.CommandLine.Option;

/** {@code --max-errors}, for anything that sets failed items aside. */
public final class MaxErrorsOption {

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many items may fail before the run gives up. Default: ${DEFAULT-VALUE}.")
  private int maxErrors = 100;

  /**
   * The number.
   *
   * @throws AdminException {@code USAGE} if it is not valid
   */
  public int number() {
    if (maxErrors < 0) {
      throw AdminException.usage("--max-errors must be 0 or more, not " + maxErrors + ".");
    }
    return maxErrors;
  }
}
