package dev.oneoff.admin.run.report;

import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.task.Report;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs a report, from the check whether it may run to the sentence that says how it ended. */
@Dependent
@Unremovable
public class ReportRuns {

  private final Snapshot snapshot;

  ReportRuns(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Prints a report's rows, and completes the output once all of them have arrived.
   *
   * @param output open; closed by the caller that opened it
   */
  public void run(
      Report<?> report,
      ReportRequest asked,
      Output output,
      Database database,
      Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    Precondition.requireAll(database.dataSource(), database.settings());
    Heading heading = Heading.of(asked, environment(database));
    ReportRows rows = new ReportRows(asked, heading, output.writer(), invocation.interruption());
    try {
      try (ProgressDisplay progress = progress(asked, output, console)) {
        snapshot.read(
            database, invocation.interruption(), forget -> rows.print(report, forget, progress));
        output.complete();
      }
    } catch (OutputClosed e) {
      throw e;
    } catch (Throwable e) {
      console.say(output.incomplete() + ": the report ended after " + rows.counted() + ".");
      throw e;
    } finally {
      invocation.processed(rows.count());
    }
    console.say(rows.counted() + ".");
  }

  // A progress bar would appear among the rows on the terminal.
  private static ProgressDisplay progress(ReportRequest asked, Output output, Console console) {
    return output.seen()
        ? ProgressDisplay.UNSEEN
        : console.progress(asked.name(), OptionalLong.empty(), 0);
  }

  private static Optional<String> environment(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Environment.of(database, connection).name();
    }
  }
}
