package dev.oneoff.admin.run;

import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.FormatOption;
import dev.oneoff.admin.cli.format.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code report NAME}. */
final class ReportTaskCommand implements ApplicationCommand {

  /** A page and a drawing are no formats of rows. */
  static final class Form {
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "table",
        description = FormatOption.DESCRIPTION)
    Format format = Format.TABLE;

    @Option(names = "--html", description = "Writes a page with the table and its chart.")
    boolean html;

    @Option(names = "--svg", description = "Writes the chart alone.")
    boolean svg;
  }

  private final TaskType task;

  @ArgGroup Form form = new Form();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes into this file instead of stdout, and only when all of it is there.")
  @Nullable Path output;

  ReportTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    throw new IllegalStateException("The report " + task.name() + " cannot be printed yet.");
  }
}
