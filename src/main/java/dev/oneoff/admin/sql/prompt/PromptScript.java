package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.origin.Masking;
import java.sql.SQLException;

/** A word of the prompt as a script, as psql accepts it: lists the tables, or describes one. */
public final class PromptScript {

  private final TableView tables;

  public PromptScript(Database database, Masking masking) {
    this.tables = new TableView(database, new Schema(database), masking::masks);
  }

  /** Whether a script is one: no statement begins like that. */
  public static boolean is(String script) {
    return script.stripLeading().startsWith("\\") || isListed(firstWord(script));
  }

  private static boolean isListed(String word) {
    return KnownWord.listed().anyMatch(word::equals);
  }

  private static String firstWord(String script) {
    return script.strip().split("[\\s;]", 2)[0];
  }

  /**
   * Prints what it asks for.
   *
   * @throws AdminException {@code USAGE} for a word that only makes sense at the prompt, an unknown
   *     one, and more than one
   */
  public void print(String script, Format format, Console console) throws SQLException {
    TableView.Rows rows = tables.rows(word(script)).orElseThrow();
    // A long check constraint would turn each row into a block of lines.
    RowPrinter printer = format.printer(console.data(), rows.columns());
    rows.values().forEach(printer::row);
    printer.end();
  }

  private static PromptWord word(String script) {
    if (script.strip().lines().count() > 1) {
      throw AdminException.usage("A script is either SQL or one \\d.");
    }
    PromptWord word = PromptWord.of(script);
    if (KnownWord.named(word.name()).filter(KnownWord::ofTables).isPresent()) {
      if (word.arguments().size() > 1) {
        throw AdminException.usage(word.name() + " takes one table or pattern.");
      }
      return word;
    }
    throw AdminException.usage(
        isListed(word.name())
            ? "Without a prompt only \\d and \\dt work, one per script."
            : "There is no '" + word.name() + "' here; without a prompt there are \\d and \\dt.");
  }
}
