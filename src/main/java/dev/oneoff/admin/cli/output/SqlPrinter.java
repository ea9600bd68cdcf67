package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints a statement's rows as they arrive. */
public final class SqlPrinter implements SqlResult, AutoCloseable {

  private final Console console;
  private final Function<List<String>, RowPrinter> printers;
  private @Nullable RowPrinter printer;

  /** To the console's data. */
  public SqlPrinter(Console console, Format format) {
    this(console, names -> console.rows(format, names));
  }

  /**
   * To anywhere.
   *
   * @param printers gives the printer of rows with these names
   */
  public SqlPrinter(Console console, Function<List<String>, RowPrinter> printers) {
    this.console = console;
    this.printers = printers;
  }

  @Override
  public void columns(List<SqlColumn> columns) {
    MaskedColumns.say(columns, console);
    printer = printers.apply(columns.stream().map(SqlColumn::name).toList());
  }

  @Override
  public void row(List<@Nullable Object> values) {
    Objects.requireNonNull(printer).row(values);
  }

  /** All rows have arrived. */
  public void end() {
    if (printer != null) {
      printer.end();
    }
  }

  /** Whether nobody wants to see more rows. */
  public boolean left() {
    return printer != null && printer.left();
  }

  @Override
  public void close() {
    if (printer != null) {
      printer.close();
    }
  }

  /** Whether the statement returned rows, even if there were none. */
  public boolean printed() {
    return printer != null;
  }
}
