package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Does what the prompt's own words say, and remembers how results are shown. */
final class PromptWords {

  private final Console console;
  private final IntSupplier width;
  private final WriteWords window;
  private final TableView tables;
  private Expanded expanded = Expanded.AUTO;
  private boolean timing = true;
  private boolean left;

  PromptWords(Console console, IntSupplier width, WriteWindow window, TableView tables) {
    this.console = console;
    this.width = width;
    this.window = new WriteWords(console, window, true);
    this.tables = tables;
  }

  Expanded expanded() {
    return expanded;
  }

  boolean timing() {
    return timing;
  }

  /** Whether somebody said that this is the end. */
  boolean left() {
    return left;
  }

  /**
   * Does it.
   *
   * @throws AdminException {@code USAGE} for a word that there is not
   */
  void take(PromptWord word) throws SQLException {
    switch (word.name()) {
      case "\\q", "exit", "quit" -> left = true;
      case "\\?", "help" -> Words.OWN.forEach(own -> console.say(line(own.get(0), own.get(1))));
      case "\\timing" -> {
        timing = !timing;
        console.say("A statement's time is " + (timing ? "said." : "not said."));
      }
      case "\\x" -> expand(word.argument(expanded == Expanded.ON ? "auto" : "on"));
      case "\\dt" -> print(tables.tables());
      case "\\d" -> {
        String table = word.argument("");
        print(table.isEmpty() ? tables.tables() : tables.table(table));
      }
      case ":write" -> window.write(String.join(" ", word.arguments()));
      case ":read-only" -> window.readOnly();
      default ->
          throw AdminException.usage(
              "There is no '" + word.name() + "' here. \\? shows what there is.");
    }
  }

  private static String line(String word, String meaning) {
    return word + " ".repeat(Math.max(1, 24 - word.length())) + meaning;
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

  private void print(TableView.Rows rows) {
    TerminalPrinter printer =
        new TerminalPrinter(console.data(), rows.columns(), Expanded.OFF, width.getAsInt());
    rows.values().forEach(printer::row);
    printer.end();
  }
}
