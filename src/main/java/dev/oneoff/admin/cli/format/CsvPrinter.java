package dev.oneoff.admin.cli.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with a header, but with Unix line endings. A null is nothing and an empty text is {@code
 * ""}, as in PostgreSQL's COPY.
 */
final class CsvPrinter implements RowPrinter {

  private final CsvWriter csv;

  CsvPrinter(Writer out, List<String> columns) {
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(out);
    csv.writeRecord(columns);
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    csv.writeRecord(values.stream().map(CellText::of).toArray(String[]::new));
  }

  @Override
  public void end() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
