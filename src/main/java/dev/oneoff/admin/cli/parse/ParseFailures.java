package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.Suggestion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in sentences of our own. */
public final class ParseFailures {

  // Names of Java types, which nobody types.
  private static final Pattern NUMBER =
      Pattern.compile(
          "'([^']*)' is not an? (?:(byte|short|int|long|BigInteger)|float|double|BigDecimal)$");

  private ParseFailures() {}

  /** What is wrong. picocli lists the constants' names; what is typed are the values in help. */
  public static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      if (word.startsWith("-")) {
        // Only the name: its value may not be meant for anyone to see.
        return "Unknown option: '" + word.replaceFirst("=.*", "") + "'";
      }
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return e.getCommandLine().getSubcommands().isEmpty()
          ? "'" + command + "' does not expect '" + word + "'."
          : "There is no command '" + command + " " + word + "'.";
    }
    ArgSpec argument = e.getArgSpec();
    String message = String.valueOf(e.getMessage());
    Matcher number = NUMBER.matcher(message);
    if (argument != null && number.find()) {
      return "'"
          + number.group(1)
          + (number.group(2) == null ? "' is not a number: " : "' is not a whole number: ")
          + argument.paramLabel()
          + ".";
    }
    if (argument == null || e.getValue() == null) {
      return message;
    }
    String wrong = "'" + e.getValue() + "' is not a " + argument.paramLabel();
    if (argument.completionCandidates() != null) {
      return wrong + ": it is one of " + String.join(", ", argument.completionCandidates()) + ".";
    }
    // If a type has no message of its own, picocli shows the Java exception's.
    return message.contains(": cannot convert '") ? wrong + "." : message;
  }

  /** The word that was probably meant, or what the option of another tool is here. */
  public static Optional<String> hint(ParameterException e) {
    return meant(e).map(word -> "Did you mean '" + word + "'?").or(() -> foreign(e));
  }

  private static Optional<String> foreign(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
        ? ForeignOptions.hint(
            unmatched.getUnmatched().get(0).replaceFirst("=.*", ""),
            e.getCommandLine().getCommandSpec())
        : Optional.empty();
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
}
