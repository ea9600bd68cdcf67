package dev.oneoff.admin.cli.option;

import picocli.CommandLine.Option;

/** {@code --again}, of whatever is done once. */
public final class AgainOption {

  @Option(
      names = "--again",
      description =
          "Does it once more. What was done before with the same arguments, and the same file, is"
              + " otherwise done.")
  private boolean again;

  public boolean again() {
    return again;
  }
}
