package dev.oneoff.admin.sql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.output.SqlPrinter;
import dev.oneoff.admin.cli.write.CheckedWrites;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.session.Cancellation;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlScript;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.ledger.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs statements one after another: each is recorded, run and printed. */
final class SqlRun {

  private final Invocation invocation;
  private final Console console;
  private final SqlSession session;
  private final WriteWindow window;
  private final CheckedWrites writes;

  SqlRun(Invocation invocation, SqlSession session, WriteWindow window, RowBudget budget) {
    this.invocation = invocation;
    this.console = invocation.console();
    this.session = session;
    this.window = window;
    this.writes = new CheckedWrites(console, budget, console::ask, session::undone);
  }

  /**
   * Runs a script to its end, or to the first statement that fails.
   *
   * @throws AdminException {@code USAGE} for a script without a statement and for an unused
   *     parameter, before anything runs
   */
  void all(String script, Map<String, String> parameters, Format format) {
    List<SqlStatement> statements = SqlScript.of(script).statements();
    if (statements.isEmpty()) {
      throw AdminException.usage("There is no statement to run.");
    }
    SqlStatement.requireAsked(statements, parameters);
    long rows = 0;
    for (int i = 0; i < statements.size(); i++) {
      try {
        rows += one(statements.get(i), parameters, format, i > 0).rows();
      } catch (AdminException e) {
        if (statements.size() > 1) {
          console.say(
              i
                  + " of "
                  + statements.size()
                  + " statements ran; the one on line "
                  + statements.get(i).line()
                  + " failed.");
        }
        throw e;
      }
      invocation.processed(rows);
    }
  }

  /** Runs one statement. */
  SqlOutcome one(
      SqlStatement statement, Map<String, String> parameters, Format format, boolean apart) {
    Transcript.Entry entry =
        invocation.transcript().begin(Transcript.Kind.SQL, statement.text(), window.reason());
    SqlPrinter printer = new SqlPrinter(console, format);
    SqlResult result = apart ? new ApartFromTheLast(printer) : printer;
    try {
      SqlOutcome outcome =
          writes.run(statement, rows -> attempt(statement, parameters, result, rows));
      printer.end();
      if (outcome.wrote()) {
        entry.wrote();
      }
      entry.done(OptionalLong.of(outcome.rows()));
      say(statement, outcome, printer.printed());
      return outcome;
    } catch (AdminException e) {
      if (TransactionNumbers.wrote(e)) {
        entry.wrote();
      }
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException e) {
      entry.failed(e.toString());
      throw e;
    }
  }

  private SqlOutcome attempt(
      SqlStatement statement, Map<String, String> parameters, SqlResult result, long rows) {
    try (Interruption.Hold hold = invocation.interruption().hold();
        Cancellation cancellation = new Cancellation(invocation.interruption(), session::cancel)) {
      return session.run(statement, parameters, result, rows);
    }
  }

  private void say(SqlStatement statement, SqlOutcome outcome, boolean printed) {
    if (!outcome.changes().isEmpty()) {
      outcome.changes().forEach(change -> console.say(change + "."));
    } else if (!printed) {
      console.say(outcome.done(statement) + ".");
    }
  }

  /** A blank line separates two results. */
  private final class ApartFromTheLast implements SqlResult {

    private final SqlPrinter printer;

    ApartFromTheLast(SqlPrinter printer) {
      this.printer = printer;
    }

    @Override
    public void columns(List<SqlColumn> columns) {
      try {
        console.data().write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      printer.columns(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) {
      printer.row(values);
    }
  }
}
