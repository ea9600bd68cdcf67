package dev.oneoff.admin.cli;

import dev.oneoff.admin.Interruption;
import java.util.List;
import org.jline.utils.Signals;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command from its arguments to its exit code. */
final class CommandRun {

  private final Console console;

  CommandRun(Console console) {
    this.console = console;
  }

  /** Runs a command in this process, with its streams and signals. */
  static ExitCode run(String... arguments) {
    Interruption interruption = new Interruption(new ProcessExit());
    Console console = Console.ofProcess(interruption);
    return new CommandRun(console).execute(arguments);
  }

  ExitCode execute(String... arguments) {
    Failures failures = new Failures(console);
    try {
      ExitCode code = parseAndRun(arguments);
      console.flush();
      return code;
    } catch (ParameterException e) {
      return failures.explain(e);
    } catch (Throwable e) {
      return failures.explain(e, List.of(arguments).contains(CommonOptions.VERBOSE));
    }
  }

  private ExitCode parseAndRun(String... arguments) throws Exception {
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
    if (!(command instanceof ServeCommand)) {
      handleSignals();
      // Whatever a library prints is conversation; data goes through the console.
      System.setOut(System.err);
    }
    for (SensitiveOption sensitive : SensitiveOption.of(chosen.getCommandSpec())) {
      sensitive.readTyped(console, System::getenv);
    }
    Arguments typed = Arguments.of(chosen.getParseResult());
    return new Rungs(console, CommandTree.nameOf(chosen), typed, RecordedWords.of(chosen, typed))
        .run(command);
  }

  // A server leaves them to Quarkus.
  private void handleSignals() {
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Signals.register(signal, console.interruption()::request);
    }
  }

  /** Ends this process on a signal; its shutdown hooks run, unless somebody insists. */
  private static final class ProcessExit implements Interruption.Exit {
    @Override
    public void leave() {
      Thread exit = new Thread(() -> System.exit(ExitCode.TRY_AGAIN.number()), "interrupted");
      exit.setDaemon(true);
      exit.start();
    }

    @Override
    public void halt() {
      Runtime.getRuntime().halt(ExitCode.TRY_AGAIN.number());
    }
  }
}
