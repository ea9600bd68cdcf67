package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Failures;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.boot.Rungs;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.ledger.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A recorded command line that is run again because it did not finish. */
public final class RunAgain {

  private final Run run;

  public RunAgain(Run run) {
    this.run = run;
  }

  /** Whether this release has the command, and it can be stopped and resumed. */
  public boolean stoppable() {
    try {
      CommandLine chosen = chosen(List.of(run.command().split(" ")));
      Recorded recorded =
          chosen.getCommandSpec().userObject().getClass().getAnnotation(Recorded.class);
      return CommandTree.nameOf(chosen).equals(run.command())
          && recorded != null
          && recorded.stoppable();
    } catch (ParameterException e) {
      return false;
    }
  }

  /**
   * Resumes the run, in this process.
   *
   * @throws AdminException {@code USAGE} if this release does not understand the arguments
   */
  public ExitCode in(Application application, Invocation invocation) throws Exception {
    List<String> words = new ArrayList<>(List.of(run.command().split(" ")));
    run.reason().ifPresent(reason -> words.add(CommonOptions.REASON + "=" + reason));
    words.addAll(run.arguments());
    CommandLine chosen;
    try {
      chosen = parsed(words);
    } catch (ParameterException e) {
      throw AdminException.usage("The recorded arguments no longer fit: " + Failures.sentence(e));
    }
    if (!(chosen.getCommandSpec().userObject() instanceof AdminCommand command)) {
      throw new IllegalStateException(run.command());
    }
    Arguments typed = Arguments.of(chosen.getParseResult());
    Optional<RecordedWords> recorded = RecordedWords.of(chosen, typed);
    return new Rungs(
            invocation.console(), invocation.interruption(), run.command(), typed, recorded)
        .again(command, application.database(), run.id());
  }

  private static CommandLine parsed(List<String> words) {
    String[] all = words.toArray(String[]::new);
    ParseResult parsed = CommandTree.parserFor(all).parseArgs(all);
    return parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
  }

  // Only the names: the command's required arguments are not given here.
  private static CommandLine chosen(List<String> names) {
    CommandLine command = CommandTree.parserFor(names.toArray(String[]::new));
    for (String name : names) {
      CommandLine below = command.getSubcommands().get(name);
      if (below == null) {
        return command;
      }
      command = below;
    }
    return command;
  }
}
