package dev.oneoff.admin.transfer;

import picocli.CommandLine.Option;

/** {@code --all}, of exports and imports. */
final class AllOption {

  @Option(
      names = "--all",
      description =
          "All tables of the service, each in a file of its own in one folder or .zip. The same command goes on after an interruption.")
  private boolean all;

  boolean all() {
    return all;
  }
}
