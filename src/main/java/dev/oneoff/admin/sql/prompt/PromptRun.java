package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.MaskedColumns;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.SqlStatement;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.sql.write.CheckedWrites;
import dev.oneoff.admin.sql.write.RowBudget;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs one statement that was typed: written down, run until Ctrl-C, printed for the terminal. */
final class PromptRun {

  private final Console console;
  private final LineEditor editor;
  private final SqlSession session;
  private final WriteWindow window;
  private final Map<String, String> parameters;
  private final CheckedWrites writes;
  private long rows;

  PromptRun(
      Console console,
      LineEditor editor,
      SqlSession session,
      WriteWindow window,
      Map<String, String> parameters,
      RowBudget budget) {
    this.writes = new CheckedWrites(console, session, budget, editor::ask);
    this.console = console;
    this.editor = editor;
    this.session = session;
    this.window = window;
    this.parameters = parameters;
  }

  /**
   * Runs it.
   *
   * @param timing whether its time is said
   * @throws AdminException as {@link SqlSession#run} does
   */
  void run(SqlStatement statement, Expanded expanded, boolean timing) {
    Transcript.Entry entry =
        console.transcript().begin(Transcript.Kind.SQL, statement.text(), window.reason());
    Printed printed = new Printed(expanded);
    long started = System.nanoTime();
    try {
      SqlOutcome outcome =
          writes.run(
              statement,
              most ->
                  editor.interruptible(
                      () -> session.run(statement, parameters, printed, most),
                      () -> {
                        printed.stop();
                        session.cancel();
                      }));
      printed.end();
      entry.done(OptionalLong.of(outcome.rows()));
      rows += outcome.rows();
      console.processed(rows);
      say(statement, outcome, printed.printed(), timing ? System.nanoTime() - started : -1);
    } catch (RuntimeException e) {
      entry.failed(String.valueOf(e.getMessage()));
      // Or what came before the failure would stand behind it.
      printed.end();
      throw e;
    }
  }

  private void say(SqlStatement statement, SqlOutcome outcome, boolean printed, long nanos) {
    outcome.changes().forEach(change -> console.say(change + "."));
    String done =
        printed
            ? String.format(
                Locale.ROOT, outcome.rows() == 1 ? "%,d row" : "%,d rows", outcome.rows())
            : statement.verb() + " done";
    console.say(
        nanos < 0
            ? done + "."
            : done + ", " + String.format(Locale.ROOT, "%,d ms.", nanos / 1_000_000));
  }

  private final class Printed implements SqlResult {

    private final Expanded expanded;
    private @Nullable RowPrinter printer;
    private volatile boolean stopped;

    Printed(Expanded expanded) {
      this.expanded = expanded;
    }

    @Override
    public void columns(List<SqlColumn> columns) {
      MaskedColumns.say(columns, console);
      printer =
          new TerminalPrinter(
              console.data(),
              columns.stream().map(SqlColumn::name).toList(),
              expanded,
              editor.columns());
    }

    @Override
    public void row(List<@Nullable Object> values) {
      // Between two portions of rows PostgreSQL has nothing to cancel.
      if (stopped) {
        throw AdminException.interrupted("The statement was cancelled.");
      }
      Objects.requireNonNull(printer).row(values);
    }

    void end() {
      if (printer != null) {
        printer.end();
      }
    }

    boolean printed() {
      return printer != null;
    }

    void stop() {
      stopped = true;
    }
  }
}
