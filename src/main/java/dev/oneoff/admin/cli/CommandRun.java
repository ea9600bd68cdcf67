package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.boot.Rungs;
import dev.oneoff.admin.cli.boot.ServeCommand;
import dev.oneoff.admin.cli.boot.SettingsAhead;
import dev.oneoff.admin.cli.help.Help;
import dev.oneoff.admin.cli.output.RedactedStream;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.cli.parse.SensitiveOption;
import dev.oneoff.admin.cli.record.RecordedWords;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.start.BuildId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command from its arguments to its exit code. */
public final class CommandRun {

  /** The command that no arguments stand for. */
  static final String SERVE = "serve";

  private final Console console;
  private final Interruption interruption;
  private final Runnable handleSignals;
  private final Optional<Database> booted;
  private boolean settingsAhead;

  private CommandRun(
      Console console,
      Interruption interruption,
      Runnable handleSignals,
      Optional<Database> booted) {
    this.console = console;
    this.interruption = interruption;
    this.handleSignals = handleSignals;
    this.booted = booted;
  }

  /** For a process that runs several commands. */
  public static CommandRun on(Console console, Interruption interruption) {
    return new CommandRun(console, interruption, () -> {}, Optional.empty());
  }

  /** For a process that runs several commands in one boot, on the booted service's database. */
  public static CommandRun inside(Database booted, Console console, Interruption interruption) {
    return new CommandRun(console, interruption, () -> {}, Optional.of(booted));
  }

  /** Runs a command in this process, with the process's streams and signals. */
  public static ExitCode run(String... arguments) {
    ProcessExit exit = new ProcessExit();
    CommandRun run =
        new CommandRun(exit.console(), exit.interruption(), exit::handleSignals, Optional.empty());
    run.settingsAhead = !DevMode.on() && surelyACommand(arguments);
    return run.execute(arguments);
  }

  // After an option it may be the server, and help needs no settings.
  private static boolean surelyACommand(String... arguments) {
    List<String> words = List.of(arguments);
    return !words.get(0).startsWith("-")
        && !words.get(0).equals(SERVE)
        && !words.get(0).equals("help")
        && !words.contains("--help")
        && !words.contains("-h");
  }

  /** Runs one; a failure is explained on the console. */
  public ExitCode execute(String... arguments) {
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

  // A server leaves signals and streams to Quarkus.
  private void enterCommand() {
    handleSignals.run();
    // Anything a library prints is conversation; data goes through the console.
    RedactedStream.install(console::unmasked);
    System.setOut(System.err);
  }

  private ExitCode parseAndRun(String... given) throws Exception {
    BuildId.requireTheJars();
    Datasource.choose(Optional.empty());
    if (given.length == 1 && given[0].equals(SERVE)) {
      // There is nothing to parse, and a server need not load the parser.
      return new ServeCommand().run(console);
    }
    if (settingsAhead) {
      enterCommand();
      SettingsAhead.read();
    }
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
    if (!settingsAhead && !(command instanceof ServeCommand)) {
      enterCommand();
    }
    for (SensitiveOption sensitive : SensitiveOption.of(chosen.getCommandSpec())) {
      sensitive.readTyped(console, ProcessText::variable);
    }
    ParseResult last = chosen.getParseResult();
    Datasource.choose(
        Optional.ofNullable(
                last.<@Nullable String>matchedOptionValue(CommonOptions.DATASOURCE, null))
            .map(Datasource::named));
    Arguments typed = Arguments.of(last);
    Optional<RecordedWords> recorded = RecordedWords.of(chosen, typed);
    Rungs rungs = new Rungs(console, interruption, CommandTree.nameOf(chosen), typed, recorded);
    return booted.isPresent() ? rungs.inside(booted.get(), command) : rungs.run(command);
  }
}
