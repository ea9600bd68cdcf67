package dev.oneoff.admin.cli.format;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What a format makes of some rows, for golden texts. */
final class Printed {

  private Printed() {}

  static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  @SafeVarargs
  static String as(Format format, List<String> columns, List<Object>... rows) {
    StringWriter out = new StringWriter();
    RowPrinter printer = format.printer(out, columns);
    for (List<Object> row : rows) {
      printer.row(row);
    }
    printer.end();
    return out.toString();
  }
}
