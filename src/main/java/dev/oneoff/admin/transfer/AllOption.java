package dev.oneoff.admin.transfer;

import picocli.CommandLine.Option;

/** {@code --all}, for exports and imports. */
final class AllOption {

  @Option(
      names = "--all",
      description =
          "All tables of the service, one file per table, in a folder or a .zip. Run the same command again to resume after an interruption.")
  private boolean all;

  boolean all() {
    return all;
  }
}
