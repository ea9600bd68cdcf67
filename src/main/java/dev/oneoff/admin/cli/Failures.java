package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.cli.parse.ForeignOptions;
import dev.oneoff.admin.cli.parse.Subcommands;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.setting.UnfitSettings;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes a sentence on stderr and an exit code. */
public final class Failures {

  // Names of Java types, which nobody types.
  private static final Pattern NUMBER =
      Pattern.compile(
          "'([^']*)' is not an? (?:(byte|short|int|long|BigInteger)|float|double|BigDecimal)$");

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /** The command line is wrong: what is wrong, the closest known word, and where to find help. */
  ExitCode explain(ParameterException e) {
    if (e instanceof UnmatchedArgumentException
        && e.getCommandLine().getCommandSpec().userObject() instanceof Subcommands above) {
      try {
        above.requireAllKnown();
      } catch (AdminException notKnown) {
        return explain(notKnown, false);
      }
    }
    console.say("error: " + sentence(e));
    meant(e)
        .map(word -> "Did you mean '" + word + "'?")
        .or(() -> foreign(e))
        .ifPresent(console::say);
    console.say("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  // picocli lists the constants' names; what is typed are the values shown in help.
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

  ExitCode explain(Throwable failure, boolean verbose) {
    if (failure instanceof OutputClosed) {
      return ExitCode.DONE;
    }
    Throwable cause = known(failure);
    ExitCode code = code(cause);
    String sentence = sentence(cause);
    console.say("error: " + (console.unmasked() ? sentence : seen(cause, sentence)));
    if (verbose) {
      console.trace(failure);
    } else if (!(cause instanceof AdminException)) {
      console.say("Run it again with " + CommonOptions.VERBOSE + " to see where it comes from.");
    }
    try {
      console.flush();
    } catch (OutputClosed | AdminException e) {
      // Output from before the failure cannot be written; the failure has been reported.
    }
    return code;
  }

  /** The exit code of a command that throws this. */
  public static ExitCode codeOf(Throwable failure) {
    return failure instanceof OutputClosed ? ExitCode.DONE : code(known(failure));
  }

  /** The sentence that reports it. */
  public static String sentenceOf(Throwable failure) {
    return Redaction.PROCESS.ofUnseen(sentence(known(failure)));
  }

  /**
   * The outermost cause with something to say: ours, else the database's, else the failure itself.
   */
  private static Throwable known(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException) {
        return t;
      }
      if (t instanceof SQLException e && CancelledStatement.is(e)) {
        return CancelledStatement.explain(e);
      }
    }
    Optional<AdminException> unfit = unfitSetting(failure);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Optional<AdminException> explained = DatabaseFailure.anywhere().explain(failure);
    return explained.isPresent()
        ? explained.get()
        : SqlState.failure(failure).<Throwable>map(said -> said).orElse(failure);
  }

  private static Optional<AdminException> unfitSetting(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      // SmallRye Config's own message numbers. Settings are not read again for anything else.
      if (String.valueOf(t.getMessage()).contains("SRCFG")) {
        return UnfitSettings.explain(t, new Settings(ConfigProvider.getConfig()));
      }
    }
    return Optional.empty();
  }

  // A message that is not ours can contain any value.
  private static String seen(Throwable cause, String sentence) {
    return cause instanceof AdminException ? sentence : Redaction.PROCESS.ofUnseen(sentence);
  }

  private static ExitCode code(Throwable cause) {
    if (cause instanceof AdminException known) {
      return ExitCode.of(known.reason());
    }
    return ExitCode.FAILED;
  }

  private static String sentence(Throwable cause) {
    if (cause instanceof OutputClosed) {
      return "The output's reader closed it before the end.";
    }
    String message = String.valueOf(cause.getMessage()).strip();
    if (cause instanceof AdminException) {
      return message;
    }
    if (cause instanceof SQLException) {
      return "The database refused a statement: " + message;
    }
    return "Unexpected " + cause.getClass().getSimpleName() + ": " + message;
  }
}
