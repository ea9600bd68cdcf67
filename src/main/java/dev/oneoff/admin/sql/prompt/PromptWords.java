package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.cli.terminal.EditingMode;
import dev.oneoff.admin.cli.terminal.FormatAndFile;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.database.session.WriteWindow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Executes the prompt's own words, and remembers how results are shown. */
final class PromptWords {

  /** Prints the last rows again. */
  interface Again {
    void print(Format format, Optional<Path> file);
  }

  private final Console console;
  private final IntSupplier width;
  private final Consumer<EditingMode> editing;
  private final Runnable clear;
  private final WriteWords window;
  private final TableView tables;
  private final Again again;
  private Expanded expanded = Expanded.AUTO;
  private boolean timing = true;
  private boolean paging = true;
  private boolean left;

  PromptWords(
      Invocation invocation,
      IntSupplier width,
      Consumer<EditingMode> editing,
      Runnable clear,
      WriteWindow window,
      TableView tables,
      Again again) {
    this.editing = editing;
    this.clear = clear;
    this.console = invocation.console();
    this.width = width;
    this.window = new WriteWords(invocation, window, true);
    this.tables = tables;
    this.again = again;
  }

  PromptRun.View view() {
    return new PromptRun.View(expanded, timing, paging);
  }

  /** Whether somebody asked to quit. */
  boolean left() {
    return left;
  }

  /**
   * Executes it.
   *
   * @throws AdminException {@code USAGE} for an unknown word
   */
  void take(PromptWord word) throws SQLException {
    switch (KnownWord.named(word.name()).orElseThrow(() -> unknown(word.name()))) {
      case QUIT -> left = true;
      case HELP -> Stream.of(KnownWord.values()).map(KnownWord::help).forEach(console::showRows);
      case CLEAR -> clear.run();
      case TIMING -> {
        timing = !timing;
        console.say("A statement's time is " + (timing ? "said." : "not said."));
      }
      case EXPANDED -> expand(word.argument(expanded == Expanded.ON ? "auto" : "on"));
      case PAGER -> page(word.argument(paging ? "off" : "on"));
      case TABLE, TABLES -> tables.rows(word).ifPresent(this::print);
      case SET -> editing.accept(EditingMode.named(word.argument("")));
      case AS -> as(String.join(" ", word.arguments()));
      case WRITE -> window.write(String.join(" ", word.arguments()));
      case READ_ONLY -> window.readOnly();
    }
  }

  private static AdminException unknown(String name) {
    return AdminException.usage(
        "There is no '"
            + name
            + "' here"
            + PsqlWords.here(name).map(instead -> ": " + instead).orElse("")
            + ". \\? shows what there is.");
  }

  private void expand(String how) {
    try {
      expanded = Expanded.valueOf(how.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw AdminException.usage("\\x is on, off or auto.");
    }
    console.say(
        switch (expanded) {
          case ON -> "A row is a block of lines.";
          case OFF -> "A row is a line.";
          case AUTO -> "A row is a block of lines where the table is wider than the terminal.";
        });
  }

  private void page(String how) {
    if (!how.equals("on") && !how.equals("off")) {
      throw AdminException.usage("\\pager is on or off.");
    }
    paging = how.equals("on");
    console.say("Long results are " + (paging ? "shown by a pager." : "printed as they are."));
  }

  private void as(String formatAndFile) {
    FormatAndFile asked = FormatAndFile.of(formatAndFile);
    again.print(asked.format(), asked.file());
  }

  private void print(TableView.Rows rows) {
    TerminalPrinter printer =
        new TerminalPrinter(console.data(), rows.columns(), Expanded.OFF, width.getAsInt());
    rows.values().forEach(printer::row);
    printer.end();
  }
}
