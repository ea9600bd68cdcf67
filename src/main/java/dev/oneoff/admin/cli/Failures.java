package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes a sentence on stderr and an exit code. */
final class Failures {

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /** The command line is wrong: what, the nearest right word, and where the help is. */
  ExitCode explain(ParameterException e) {
    console.say("error: " + sentence(e));
    meant(e).ifPresent(word -> console.say("Did you mean '" + word + "'?"));
    console.say("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  // picocli lists the constants' names; typed are the values that help shows.
  static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      if (word.startsWith("-")) {
        // Only the name: what stands behind it may be meant for no eyes.
        return "Unknown option: '" + word.replaceFirst("=.*", "") + "'";
      }
    }
    ArgSpec argument = e.getArgSpec();
    if (argument == null || argument.completionCandidates() == null || e.getValue() == null) {
      return String.valueOf(e.getMessage());
    }
    return "'"
        + e.getValue()
        + "' is not a "
        + argument.paramLabel()
        + ": it is one of "
        + String.join(", ", argument.completionCandidates())
        + ".";
  }

  private static Optional<String> meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    CommandLine command = e.getCommandLine();
    String word = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    return word.startsWith("-")
        ? Suggestion.of(word, command.getCommandSpec().optionsMap().keySet())
        : Suggestion.of(word, command.getSubcommands().keySet())
            .map(command.getSubcommands()::get)
            .map(CommandTree::nameOf);
  }

  ExitCode explain(Throwable failure, boolean verbose) {
    Explanation explanation = Explanation.of(failure);
    if (explanation.code() == ExitCode.DONE) {
      return ExitCode.DONE;
    }
    console.say("error: " + explanation.sentence());
    if (verbose) {
      failure.printStackTrace(console.talk());
    } else if (!explanation.told()) {
      console.say("Run it again with " + CommonOptions.VERBOSE + " to see where it comes from.");
    }
    try {
      console.flush();
    } catch (OutputClosed | AdminException e) {
      // What came before the failure cannot be written; the failure was said.
    }
    return explanation.code();
  }
}
