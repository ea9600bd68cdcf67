package dev.oneoff.admin.run.report;

import dev.oneoff.admin.cli.format.RowPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the chart alone. */
final class ChartFile implements RowPrinter {

  private final Writer out;
  private final String title;
  private final ReportChart chart;

  ChartFile(Writer out, String title, ReportChart chart) {
    this.out = out;
    this.title = title;
    this.chart = chart;
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    chart.add(values);
  }

  @Override
  public void end() {
    try {
      out.write(chart.svg(title));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
