package dev.oneoff.admin.model.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows as they arrive: alone, or in JSON as one object that includes what is known about
 * them.
 */
final class QueryPrinter {

  private final Format format;
  private final Writer out;
  private final RowPrinter rows;

  private QueryPrinter(Format format, Writer out, RowPrinter rows) {
    this.format = format;
    this.out = out;
    this.rows = rows;
  }

  static QueryPrinter of(Format format, Writer out, List<String> columns) {
    if (format == Format.JSON) {
      write(out, "{\"columns\":" + array(columns) + ",\n\"rows\":");
    }
    return new QueryPrinter(format, out, format.printer(out, columns));
  }

  void row(List<? extends @Nullable Object> values) {
    rows.row(values);
  }

  void end(PageMeta meta) {
    rows.end();
    if (format == Format.JSON) {
      write(out, ",\"meta\":");
      format.print(out, meta.properties());
      write(out, "}\n");
    }
  }

  private static String array(List<String> texts) {
    StringWriter array = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(array)) {
      json.writeArray(texts.toArray(String[]::new), 0, texts.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return array.toString();
  }

  private static void write(Writer out, String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
