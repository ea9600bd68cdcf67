package dev.oneoff.admin.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  static final String VERBOSE = "--verbose";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Option(names = VERBOSE, description = "Shows the stack trace of a failure too.")
  boolean verbose;
}
