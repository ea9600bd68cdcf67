package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.boot.Rungs;
import dev.oneoff.admin.cli.boot.ServeCommand;
import dev.oneoff.admin.cli.help.Help;
import dev.oneoff.admin.cli.output.RedactedStream;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.cli.parse.SensitiveOption;
import dev.oneoff.admin.cli.record.RecordedWords;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command from its arguments to its exit code. */
final class CommandRun {

  private final Console console;
  private final Interruption interruption;
  private final Runnable serves;

  CommandRun(Console console, Interruption interruption) {
    this(console, interruption, () -> {});
  }

  private CommandRun(Console console, Interruption interruption, Runnable serves) {
    this.console = console;
    this.interruption = interruption;
    this.serves = serves;
  }

  /** Runs a command in this process, with the process's streams and signals. */
  static ExitCode run(String... arguments) {
    ProcessExit exit = new ProcessExit();
    if (!arguments[0].equals("serve")) {
      exit.handleSignals();
    }
    return new CommandRun(exit.console(), exit.interruption(), exit::giveSignalsBack)
        .execute(arguments);
  }

  ExitCode execute(String... arguments) {
    Failures failures = new Failures(console);
    try {
      ExitCode code = parseAndRun(arguments);
      console.flush();
      return code;
    } catch (ParameterException e) {
      return e.getCause() instanceof AdminException known
          ? failures.explain(known, false)
          : failures.explain(e);
    } catch (Throwable e) {
      return failures.explain(e, List.of(arguments).contains(CommonOptions.VERBOSE));
    }
  }

  private ExitCode parseAndRun(String... given) throws Exception {
    String[] arguments = ProcessText.arguments(given);
    ParseResult parsed = CommandTree.parserFor(arguments).parseArgs(arguments);
    if (Help.print(parsed, console)) {
      return ExitCode.DONE;
    }
    CommandLine chosen = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    if (!(chosen.getCommandSpec().userObject() instanceof AdminCommand command)
        || command instanceof CommandGroup) {
      throw new ParameterException(
          chosen, "Missing a command after '" + chosen.getCommandSpec().qualifiedName() + "'.");
    }
    if (command instanceof ServeCommand) {
      serves.run();
    } else {
      // Anything a library prints is conversation; data goes through the console.
      RedactedStream.install(console::unmasked);
      System.setOut(System.err);
    }
    for (SensitiveOption sensitive : SensitiveOption.of(chosen.getCommandSpec())) {
      sensitive.readTyped(console, ProcessText::variable);
    }
    Arguments typed = Arguments.of(chosen.getParseResult());
    Optional<RecordedWords> recorded = RecordedWords.of(chosen, typed);
    return new Rungs(console, interruption, CommandTree.nameOf(chosen), typed, recorded)
        .run(command);
  }
}
