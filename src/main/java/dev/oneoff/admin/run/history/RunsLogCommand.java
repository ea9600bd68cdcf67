package dev.oneoff.admin.run.history;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.Escapes;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.log.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs log}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Command(name = "log", description = "Prints a run's messages and log.")
public final class RunsLogCommand implements DatabaseCommand {

  @Parameters(paramLabel = "ID", description = "The run's number, as 'runs list' shows it.")
  long id;

  @Option(names = "--follow", description = "Keeps printing until the run has ended or died.")
  boolean follow;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    RunLogReader log = new RunLogReader(database, id);
    ShownRun shown =
        follow
            ? log.follow(invocation.interruption(), line -> print(console, line))
            : log.read(line -> print(console, line));
    console.data().flush();
    console.say("Run " + id + ": " + shown.state() + ".");
    return ExitCode.DONE;
  }

  private void print(Console console, LogLine line) {
    try {
      console
          .data()
          .append(line.at().toString())
          .append(' ')
          .append(Escapes.visible(line.text().replace("\t", "    ")))
          .append('\n');
      if (follow) {
        console.data().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
