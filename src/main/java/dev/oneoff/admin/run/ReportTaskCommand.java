package dev.oneoff.admin.run;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.OfTask;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.OutputOption;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.run.index.TaskBeans;
import dev.oneoff.admin.run.index.TaskType;
import dev.oneoff.admin.run.report.ReportFormat;
import dev.oneoff.admin.run.report.ReportRequest;
import dev.oneoff.admin.run.report.ReportRuns;
import dev.oneoff.admin.task.Report;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report NAME}. */
@Recorded
final class ReportTaskCommand implements ApplicationCommand, OfTask, ReadsOnly {

  /** A page and a drawing are not row formats. */
  static final class Form {
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "table",
        description = FormatOption.DESCRIPTION)
    Format format = Format.TABLE;

    @Option(names = "--html", description = "Writes an HTML page with the table and its chart.")
    boolean html;

    @Option(names = "--svg", description = "Writes only the chart, as SVG.")
    boolean svg;
  }

  private final TaskType task;

  @ArgGroup Form form = new Form();
  @Mixin OutputOption output;

  ReportTaskCommand(TaskType task) {
    this.task = task;
  }

  @Override
  public String taskName() {
    return task.name();
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    ReportFormat format =
        ReportFormat.of(
            application.arguments().name("--format") ? Optional.of(form.format) : Optional.empty(),
            form.html,
            form.svg,
            output.ending());
    Report<?> report = (Report<?>) application.create(TaskBeans.class).create(task);
    application.fill(report, application.arguments().own().words());
    try (Output out = output.open(console)) {
      application
          .create(ReportRuns.class)
          .run(
              report,
              new ReportRequest(
                  task.name(),
                  task.description(),
                  task.type(),
                  application.arguments().masked(),
                  application.values(report),
                  format),
              out,
              application.database(),
              invocation);
    }
    return ExitCode.DONE;
  }
}
