package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import dev.oneoff.admin.cli.output.MaskedColumns;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a few rows to a person: they are not a result, and so not data. */
final class SampleRows implements SqlResult {

  private final Console console;
  private final StringWriter text = new StringWriter();
  private @Nullable TerminalPrinter printer;
  private boolean some;

  SampleRows(Console console) {
    this.console = console;
  }

  @Override
  public void columns(List<SqlColumn> columns) {
    MaskedColumns.say(columns, console);
    printer =
        new TerminalPrinter(
            text,
            columns.stream().map(SqlColumn::name).toList(),
            Expanded.AUTO,
            console.size().columns());
  }

  @Override
  public void row(List<@Nullable Object> values) {
    some = true;
    if (printer != null) {
      printer.row(values);
    }
  }

  void say() {
    if (printer != null && some) {
      printer.end();
      console.say("Some of them, as they are now:");
      console.showRows(text.toString().stripTrailing());
    }
  }
}
