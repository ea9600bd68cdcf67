package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.origin.Masking;
import java.sql.SQLException;

/** A word of the prompt given with {@code -c}, as psql takes it: the tables, or one of them. */
public final class PromptScript {

  private final TableView tables;

  public PromptScript(Database database, Masking masking) {
    this.tables = new TableView(database, new Schema(database), masking::masks);
  }

  /** Whether a script is one: no statement begins like that. */
  public static boolean is(String script) {
    return script.stripLeading().startsWith("\\");
  }

  /**
   * Prints what it asks for.
   *
   * @throws AdminException {@code USAGE} for a word that only means something at the prompt
   */
  public void print(String script, Format format, Console console) throws SQLException {
    PromptWord word = PromptWord.of(script);
    TableView.Rows rows =
        tables
            .rows(word)
            .orElseThrow(
                () ->
                    AdminException.usage(
                        "'"
                            + word.name()
                            + "' is for the prompt. Without it there are \\d and \\dt, one in a"
                            + " script."));
    RowPrinter printer = format.printer(console.data(), rows.columns());
    rows.values().forEach(printer::row);
    printer.end();
  }
}
