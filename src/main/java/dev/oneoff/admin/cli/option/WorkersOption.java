package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import picocli.CommandLine.Option;

/** {@code --workers}, for anything that can be done in parallel. */
public final class WorkersOption {

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many workers share the work. Default: ${DEFAULT-VALUE}.")
  private int workers = 1;

  /**
   * The number.
   *
   * @throws AdminException {@code USAGE} if it is not valid
   */
  public int number() {
    if (workers < 1) {
      throw AdminException.usage("--workers must be 1 or more, not " + workers + ".");
    }
    return workers;
  }
}
