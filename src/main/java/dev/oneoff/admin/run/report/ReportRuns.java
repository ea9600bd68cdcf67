package dev.oneoff.admin.run.report;

import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.Explanation;
import dev.oneoff.admin.cli.Output;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.NewRun;
import dev.oneoff.admin.ledger.RunLog;
import dev.oneoff.admin.task.Report;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
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
   * @param output open; closed by who opened it
   */
  public void run(
      Report<?> report, AskedReport asked, Output output, Settings settings, Console console)
      throws Exception {
    // For the ledger, which has connections of its own. Where the database is was said before the
    // boot.
    try (Database database = new Database(settings, command(asked), sentence -> {})) {
      Precondition.requireAll(database.dataSource(), settings);
      Optional<String> environment = environment(database);
      ReportRows rows =
          new ReportRows(asked, Heading.of(asked, environment), output.writer(), console);
      Ledger ledger = new Ledger(database);
      long run = ledger.begin(entry(asked, environment));
      try (RunLog log = RunLog.open(database, run, console::say)) {
        console.listen(log::add);
        recorded(report, asked, rows, output, ledger, run, console);
      }
    }
  }

  private void recorded(
      Report<?> report,
      AskedReport asked,
      ReportRows rows,
      Output output,
      Ledger ledger,
      long run,
      Console console)
      throws Exception {
    Explanation ending = new Explanation(ExitCode.DONE, "", true);
    try {
      snapshot.read(command(asked), console.interruption(), session -> rows.print(report, session));
      output.complete();
      console.say(rows.counted() + ".");
    } catch (Throwable e) {
      ending = Explanation.of(e);
      if (ending.code() != ExitCode.DONE) {
        console.say(output.incomplete() + ": the report ended after " + rows.counted() + ".");
      }
      throw e;
    } finally {
      end(ledger, run, rows, ending, console);
    }
  }

  private static String command(AskedReport asked) {
    return "report " + asked.name();
  }

  private static Optional<String> environment(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Environment.of(database.settings(), database.location(), connection).name();
    }
  }

  private static NewRun entry(AskedReport asked, Optional<String> environment) {
    return new NewRun(
        command(asked),
        Optional.of(asked.name()),
        asked.arguments(),
        Optional.empty(),
        false,
        Optional.empty(),
        environment,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  // Whatever the ledger says of it, the report has ended as it has.
  private static void end(
      Ledger ledger, long run, ReportRows rows, Explanation ending, Console console) {
    try {
      ledger.advance(run, rows.count());
      ledger.move(
          run,
          ending.code().status(),
          ending.code().number(),
          ending.sentence().isEmpty() ? rows.counted() + "." : ending.sentence());
    } catch (SQLException | RuntimeException e) {
      console.say("The end of run " + run + " could not be recorded: " + e.getMessage());
    }
  }
}
