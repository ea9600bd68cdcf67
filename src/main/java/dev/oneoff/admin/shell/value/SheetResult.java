package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.MaskedColumns;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints a statement's rows on a sheet, as they arrive. */
public final class SheetResult implements SqlResult, AutoCloseable {

  private final Console console;
  private final Sheet sheet;
  private Sheet.@Nullable PrintedRows rows;

  public SheetResult(Console console, Sheet sheet) {
    this.console = console;
    this.sheet = sheet;
  }

  @Override
  public void columns(List<SqlColumn> columns) {
    MaskedColumns.say(columns, console);
    rows = sheet.rows(columns.stream().map(SqlColumn::name).toList());
  }

  @Override
  public void row(List<@Nullable Object> values) {
    Objects.requireNonNull(rows).row(values);
  }

  /** All of them have arrived. */
  public void end() {
    Objects.requireNonNull(rows).end();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
