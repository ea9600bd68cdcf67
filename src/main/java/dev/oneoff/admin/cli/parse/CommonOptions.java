package dev.oneoff.admin.cli.parse;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of every command. No annotations: reading the first one of a class costs a short
 * command more than all the rest of its options.
 */
public final class CommonOptions {

  public static final String VERBOSE = "--verbose";
  public static final String DATASOURCE = "--datasource";
  public static final String REASON = "--reason";
  public static final String SAME_RELEASE = "--require-same-release";

  private CommonOptions() {}

  /** Whether an option is one of these, which do not affect what a command does, but where. */
  static boolean has(OptionSpec option) {
    return option.usageHelp()
        || option.longestName().equals(VERBOSE)
        || option.longestName().equals(DATASOURCE)
        || option.longestName().equals(REASON)
        || option.longestName().equals(SAME_RELEASE);
  }

  /** The option of commands that use a database. */
  static void addDatabaseTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(DATASOURCE)
            .paramLabel("NAME")
            .type(String.class)
            .description("One of the service's datasources, instead of the default one.")
            .build());
  }

  /** The options of commands that the ledger keeps. */
  static void addRecordedTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(REASON)
            .paramLabel("TEXT")
            .type(String.class)
            .description("Why this is done. It is recorded with the run.")
            .build());
    spec.addOption(
        OptionSpec.builder(SAME_RELEASE)
            .type(boolean.class)
            .description(
                "Refuses to run (3) if servers are running and none has this release and configuration.")
            .build());
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Shows this help.")
            .build());
    spec.addOption(
        OptionSpec.builder(VERBOSE)
            .type(boolean.class)
            .description("Also shows the stack trace of a failure.")
            .build());
  }
}
