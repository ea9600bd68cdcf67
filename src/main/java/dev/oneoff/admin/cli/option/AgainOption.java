package dev.oneoff.admin.cli.option;

import picocli.CommandLine.Option;

/** {@code --again}, for anything that is done only once. */
public final class AgainOption {

  @Option(
      names = "--again",
      description =
          "Runs it again even if it was already done with the same arguments and the same file.")
  private boolean again;

  public boolean again() {
    return again;
  }
}
