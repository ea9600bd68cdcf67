package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.cli.parse.ParseFailures;
import dev.oneoff.admin.cli.parse.Subcommands;
import dev.oneoff.admin.database.CancelledStatement;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.setting.UnfitSettings;
import dev.oneoff.admin.start.FullHeap;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes a sentence on stderr and an exit code. */
public final class Failures {

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
    console.say("error: " + ParseFailures.sentence(e));
    ParseFailures.hint(e).ifPresent(console::say);
    console.say("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
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
    return Redaction.PROCESS.redactUnreviewed(sentence(known(failure)));
  }

  /**
   * The outermost cause with something to say: ours, else an unusable setting, else the database's,
   * else the failure itself.
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
    return cause instanceof AdminException
        ? sentence
        : Redaction.PROCESS.redactUnreviewed(sentence);
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
    Optional<String> fullHeap = FullHeap.explain(cause);
    if (fullHeap.isPresent()) {
      return fullHeap.get();
    }
    if (cause instanceof SQLException) {
      return "The database refused a statement: " + message;
    }
    return "Unexpected " + cause.getClass().getSimpleName() + ": " + message;
  }
}
