package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.cli.parse.ParseFailures;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.cli.record.RecordedWords;
import dev.oneoff.admin.ledger.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A recorded command line that is run again because it did not finish. */
public final class RunAgain {

  private final Run run;

  public RunAgain(Run run) {
    this.run = run;
  }

  /** Whether this release has the command, and it can be stopped and resumed. */
  public boolean stoppable() {
    try {
      CommandLine chosen = CommandTree.named(List.of(run.command().split(" ")));
      Recorded recorded =
          chosen.getCommandSpec().userObject().getClass().getAnnotation(Recorded.class);
      return recorded != null && recorded.stoppable();
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
      chosen = CommandTree.parse(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw AdminException.usage(
          "The recorded arguments no longer fit: " + ParseFailures.sentence(e));
    }
    if (!(chosen.getCommandSpec().userObject() instanceof AdminCommand command)) {
      throw new IllegalStateException(run.command());
    }
    Arguments typed = Arguments.of(chosen.getParseResult());
    Optional<RecordedWords> recorded = RecordedWords.of(chosen, typed);
    return new Rungs(
            invocation.console(), invocation.interruption(), run.command(), typed, recorded)
        .again(application.database(), command, run.id());
  }
}
