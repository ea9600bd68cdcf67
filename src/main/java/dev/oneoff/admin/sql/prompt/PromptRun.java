package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.output.PagedRows;
import dev.oneoff.admin.cli.output.SqlPrinter;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.cli.write.CheckedWrites;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlOutcome;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.ledger.Transcript;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement that was typed: it is recorded, run until Ctrl-C, and printed for the
 * terminal.
 */
final class PromptRun {

  private final Invocation invocation;
  private final Console console;
  private final LineEditor editor;
  private final SqlSession session;
  private final WriteWindow window;
  private final Map<String, String> parameters;
  private final CheckedWrites writes;
  private long rows;
  private Optional<SqlStatement> last = Optional.empty();
  private volatile boolean stopped;

  /** How results are shown. */
  record View(Expanded expanded, boolean timing, boolean paging) {}

  PromptRun(
      Invocation invocation,
      LineEditor editor,
      SqlSession session,
      WriteWindow window,
      Map<String, String> parameters,
      RowBudget budget) {
    this.writes = new CheckedWrites(invocation.console(), budget, editor::ask, session::undone);
    this.invocation = invocation;
    this.console = invocation.console();
    this.editor = editor;
    this.session = session;
    this.window = window;
    this.parameters = parameters;
  }

  /** Handles everything in one text; Ctrl-C stops what is running and what would run after it. */
  <E extends Exception> void stoppably(LineEditor.Stoppable<E> work) throws E {
    stopped = false;
    editor.interruptible(
        work,
        () -> {
          stopped = true;
          session.cancel();
        });
  }

  /**
   * Runs it, for the terminal.
   *
   * @throws AdminException as {@link SqlSession#run} does
   */
  void run(SqlStatement statement, View view) {
    run(statement, columns -> onScreen(columns, view), view.timing());
  }

  /**
   * Runs the last statement again that returned rows and changed nothing.
   *
   * @param file where its rows go, instead of the terminal
   * @throws AdminException {@code USAGE} if there was none
   */
  void again(Format format, Optional<Path> file) {
    SqlStatement statement =
        last.orElseThrow(
            () -> AdminException.usage("There are no rows yet that could be printed again."));
    if (file.isEmpty()) {
      run(statement, columns -> format.printer(console.data(), columns), false);
      return;
    }
    try (AtomicFile out = AtomicFile.at(file.get())) {
      run(statement, columns -> format.printer(out.writer(), columns), false);
      out.complete();
    }
    console.say("They are in " + file.get() + ".");
  }

  private RowPrinter onScreen(List<String> columns, View view) {
    Pager pager =
        new Pager(
            console.data(),
            editor.rows(),
            view.paging() && console.dataOnTerminal() ? Pager.program() : Optional.empty());
    return new PagedRows(
        new TerminalPrinter(pager, columns, view.expanded(), editor.columns()), pager);
  }

  private void run(
      SqlStatement statement, Function<List<String>, RowPrinter> printers, boolean timing) {
    Transcript.Entry entry =
        invocation.transcript().begin(Transcript.Kind.SQL, statement.text(), window.reason());
    Printed printed = new Printed(printers);
    try {
      SqlOutcome outcome = writes.run(statement, most -> attempt(statement, printed, most));
      printed.end();
      if (outcome.wrote()) {
        entry.wrote();
      }
      entry.done(OptionalLong.of(outcome.rows()));
      rows += outcome.rows();
      invocation.processed(rows);
      if (printed.printed() && !outcome.wrote()) {
        last = Optional.of(statement);
      }
      say(statement, outcome, printed.printed(), timing ? printed.nanos : -1);
    } catch (RuntimeException e) {
      if (TransactionNumbers.wrote(e)) {
        entry.wrote();
      }
      entry.failed(String.valueOf(e.getMessage()));
      // Otherwise output from before the failure would appear after it.
      printed.end();
      throw e;
    }
  }

  private SqlOutcome attempt(SqlStatement statement, Printed printed, long most) {
    long started = System.nanoTime();
    try {
      return session.run(statement, parameters, printed, most);
    } finally {
      // Without the time in which a person thinks.
      printed.nanos = System.nanoTime() - started;
    }
  }

  /**
   * Also called between two statements, when nothing is running that could be cancelled.
   *
   * @throws AdminException {@code INTERRUPTED} after Ctrl-C
   */
  void requireNotStopped() {
    if (stopped) {
      throw AdminException.interrupted("Stopped.");
    }
  }

  private void say(SqlStatement statement, SqlOutcome outcome, boolean printed, long nanos) {
    String done = changes(outcome);
    if (printed) {
      String rows = Counts.of(outcome.rows(), "row");
      done = done.isEmpty() ? rows : rows + "; " + done;
    } else if (done.isEmpty()) {
      done = outcome.done(statement);
    }
    console.say(nanos < 0 ? done + "." : done + ", " + Counts.number(nanos / 1_000_000) + " ms.");
  }

  private static String changes(SqlOutcome outcome) {
    return outcome.changes().stream().map(TableChange::toString).collect(Collectors.joining("; "));
  }

  private final class Printed implements SqlResult {

    private final SqlPrinter printer;
    private long nanos;

    Printed(Function<List<String>, RowPrinter> printers) {
      this.printer = new SqlPrinter(console, printers);
    }

    @Override
    public void columns(List<SqlColumn> columns) {
      printer.columns(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) {
      // Between two chunks of rows PostgreSQL has nothing to cancel.
      requireNotStopped();
      // A write is not rolled back just because its rows are not looked at.
      if (!window.isOpen() && printer.left()) {
        throw AdminException.interrupted("The remaining rows were not read.");
      }
      printer.row(values);
    }

    void end() {
      printer.end();
      printer.close();
    }

    boolean printed() {
      return printer.printed();
    }
  }
}
