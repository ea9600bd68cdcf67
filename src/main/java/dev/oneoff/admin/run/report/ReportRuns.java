package dev.oneoff.admin.run.report;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.Explanation;
import dev.oneoff.admin.cli.Output;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.NewRun;
import dev.oneoff.admin.task.Report;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs a report, from its entry in the ledger to its exit code there. */
@Dependent
@Unremovable
public class ReportRuns {

  private final Snapshot snapshot;

  ReportRuns(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Prints a report's rows, and completes the output when all of them came.
   *
   * @param type the report's own class; a bean's can be one that was made of it
   * @param output open; closed by who opened it
   * @param database for the ledger, which has connections of its own
   */
  public void run(
      Class<?> type,
      Report<?> report,
      Heading heading,
      ReportFormat format,
      Output output,
      Database database,
      Console console)
      throws Exception {
    Ledger ledger = new Ledger(database);
    long run = ledger.begin(entry(heading));
    ReportRows rows = new ReportRows(type, heading, format, output.writer(), console);
    try {
      snapshot.read(
          "report " + heading.name(),
          console.interruption(),
          session -> {
            rows.print(report, session);
            return rows;
          });
      output.complete();
    } catch (Throwable e) {
      Explanation explanation = Explanation.of(e);
      if (explanation.code() != ExitCode.DONE) {
        console.say(output.incomplete() + ": the report ended after " + rows.counted() + ".");
      }
      end(ledger, run, rows, explanation, console);
      throw e;
    }
    console.say(rows.counted() + ".");
    end(ledger, run, rows, new Explanation(ExitCode.DONE, rows.counted() + ".", true), console);
  }

  private static NewRun entry(Heading heading) {
    return new NewRun(
        "report " + heading.name(),
        Optional.of(heading.name()),
        heading.arguments(),
        Optional.empty(),
        false,
        Optional.empty(),
        heading.environment(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  // Whatever the ledger says of it, the report has ended as it has.
  private static void end(
      Ledger ledger, long run, ReportRows rows, Explanation explanation, Console console) {
    try {
      ledger.advance(run, rows.count());
      ledger.move(
          run, explanation.code().status(), explanation.code().number(), explanation.sentence());
    } catch (SQLException | RuntimeException e) {
      console.say("The end of run " + run + " could not be recorded: " + e.getMessage());
    }
  }
}
