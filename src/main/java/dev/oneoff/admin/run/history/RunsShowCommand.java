package dev.oneoff.admin.run.history;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RecordPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runs show}. */
@AutoService(AdminCommand.class)
@SubcommandOf(RunsCommand.class)
@Command(
    name = "show",
    description = "Shows everything recorded for a run, with its chunks and failed items.")
public final class RunsShowCommand implements DatabaseCommand {

  @Parameters(paramLabel = "ID", description = "The run's number, as 'runs list' shows it.")
  long id;

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    Map<String, @Nullable Object> run = new RunDetails(database).of(id);
    if (format.format() == Format.TABLE) {
      int width = console.dataOnTerminal() ? console.size().columns() : Integer.MAX_VALUE;
      new RecordPrinter(console.data(), width).print(run);
    } else {
      console.properties(format.format(), run);
    }
    return ExitCode.DONE;
  }
}
