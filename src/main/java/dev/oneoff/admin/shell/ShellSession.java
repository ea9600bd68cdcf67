package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.terminal.FormatAndFile;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.entity.hql.SelectedNames;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.names.ServiceNames;
import dev.oneoff.admin.shell.prompt.JavaCompleter;
import dev.oneoff.admin.shell.value.Sheet;
import dev.oneoff.admin.shell.value.Sheets;
import dev.oneoff.admin.shell.value.ValuePrinter;
import dev.oneoff.admin.shell.wire.SqlLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One shell from beginning to end: snippets, one after another. {@link ShellWiring} opens it. */
final class ShellSession implements AutoCloseable {

  private final Console console;
  private final ServiceNames names;
  private final Toolbox toolbox;
  private final Sheets sheets;
  private final SnippetRun snippets;
  private final ShellWork work;
  private final LargeWrites large;
  // The last one was opened first.
  private final List<AutoCloseable> opened;
  private final List<String> ran = new ArrayList<>();

  /**
   * A session whose parts know each other already.
   *
   * @param opened what is closed with it, in this order
   */
  ShellSession(
      Console console,
      ServiceNames names,
      Toolbox toolbox,
      Sheets sheets,
      SnippetRun snippets,
      ShellWork work,
      LargeWrites large,
      List<AutoCloseable> opened) {
    this.console = console;
    this.names = names;
    this.toolbox = toolbox;
    this.sheets = sheets;
    this.snippets = snippets;
    this.work = work;
    this.large = large;
    this.opened = opened;
  }

  JavaEngine engine() {
    return snippets.engine();
  }

  WriteWindow window() {
    return work.window();
  }

  ServiceNames names() {
    return names;
  }

  LargeWrites large() {
    return large;
  }

  /** Typing aids. */
  JavaCompleter completer() {
    return names.completer(ShellWord.listed());
  }

  /** What each snippet has sent. */
  SqlLog log() {
    return work.log();
  }

  /** Cancels the statements that are running. */
  void cancel() {
    work.cancel();
  }

  /** The snippets that completed. */
  List<String> ran() {
    return ran;
  }

  ValuePrinter values() {
    return toolbox.values();
  }

  /**
   * Records a snippet, runs it, and hands its outcome to whatever shows it, while its context is
   * still open.
   *
   * @param firstLine the number of its first line
   * @throws AdminException as {@link Explanation} says
   */
  void run(Piece piece, int firstLine, Consumer<Outcome> show) {
    String source = piece.source();
    work.run(
        Transcript.Kind.JAVA,
        source,
        Optional.of(source),
        () -> {
          Redaction.PROCESS.typed(source);
          snippets.run(piece, firstLine, outcome -> shown(outcome, source, show));
        });
    ran.add(source);
  }

  private void shown(Outcome outcome, String source, Consumer<Outcome> show) {
    if (outcome instanceof Outcome.Value) {
      toolbox.values().selected(SelectedNames.ofJava(source));
      toolbox.forgetRows();
    }
    show.accept(outcome);
  }

  /** Undoes the last write. */
  void undo() {
    word(":undo", Optional.empty(), () -> console.say("Undone: " + work.undo()));
  }

  /**
   * Prints PostgreSQL's plan for a statement, or for the last one that was sent to read.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  void explain(String statement) {
    String sql =
        statement.isEmpty()
            ? work.log()
                .query()
                .orElseThrow(
                    () ->
                        AdminException.usage(
                            "No query has run yet; :explain select … explains the one after it."))
            : statement;
    Redaction.PROCESS.typed(statement);
    // A question mark is an operator there, not a parameter.
    String whole = "explain " + SqlStatement.of(sql).bind(Map.of()).sql();
    try {
      word((":explain " + statement).strip(), Optional.of(whole), () -> toolbox.sql(whole));
    } catch (AdminException e) {
      throw namesAnEntity(statement)
          ? e.told(
              e.getMessage()
                  + "\n:explain SQL takes SQL. For HQL, run the query, and then :explain alone.")
          : e;
    }
  }

  private boolean namesAnEntity(String statement) {
    return names.entities().byName().keySet().stream()
        .anyMatch(name -> statement.matches("(?s).*\\b" + name + "\\b.*"));
  }

  /** Prints the last value, or the last rows of SQL if they came later, in full. */
  void again(FormatAndFile request) {
    word(
        ":as " + request.format() + request.file().map(file -> " > " + file).orElse(""),
        Optional.of(":as"),
        () -> {
          if (request.file().isEmpty()) {
            again(sheets.in(request.format()));
            return;
          }
          try (AtomicFile out = AtomicFile.at(request.file().get())) {
            again(Sheet.on(out.writer(), request.format()));
            out.complete();
          }
        });
  }

  private void again(Sheet sheet) {
    if (toolbox.rowsAgain(sheet)) {
      return;
    }
    Outcome last = engine().run("_");
    if (last instanceof Outcome.Rejected) {
      throw AdminException.usage("There is no last value yet.");
    }
    snippets.requireSuccess(last, 1);
    if (last instanceof Outcome.Value value) {
      toolbox.values().print(value.value(), sheet);
    }
  }

  private void word(String word, Optional<String> kept, Runnable does) {
    work.run(
        Transcript.Kind.PROMPT,
        word,
        kept,
        () -> {
          try {
            does.run();
          } catch (RuntimeException e) {
            throw snippets.explained(e, word.split(" ", 2)[0]);
          }
        });
  }

  /** From now on, anything too long for a terminal goes through this. */
  void page(Supplier<Pager> through) {
    sheets.page(through);
    toolbox.on(sheets.standard());
  }

  /** For how many nanoseconds somebody has been reading in pagers since the last call. */
  long readFor() {
    return sheets.readFor();
  }

  /** Runs SQL as a snippet that calls {@link Helpers#sql} would. */
  void runSql(String statement) {
    String literal = statement.replace("\\", "\\\\").replace("\"", "\\\"");
    run(new Piece("sql(\"" + literal + "\");", 0, true), 1, outcome -> {});
  }

  /** Releases what a snippet had, and reports what it should have released itself. */
  void end() {
    work.end();
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("The shell cannot be closed.", e);
      }
    }
  }
}
