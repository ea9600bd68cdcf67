package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints a statement's rows as they arrive. */
public final class SqlPrinter implements SqlResult {

  private final Console console;
  private final Format format;
  private @Nullable RowPrinter printer;

  public SqlPrinter(Console console, Format format) {
    this.console = console;
    this.format = format;
  }

  @Override
  public void columns(List<SqlColumn> columns) {
    MaskedColumns.say(columns, console);
    printer = console.rows(format, columns.stream().map(SqlColumn::name).toList());
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

  /** Whether the statement returned rows, even if there were none. */
  public boolean printed() {
    return printer != null;
  }
}
