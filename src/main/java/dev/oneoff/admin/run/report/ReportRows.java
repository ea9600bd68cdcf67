package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.task.Report;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints a report's rows as they arrive; memory does not grow with their number. */
final class ReportRows {

  /** After this many rows, the entities behind them are detached. */
  private static final int KEPT = 500;

  private final Columns columns;
  private final RowPrinter printer;
  private final Interruption interruption;
  private long count;

  ReportRows(ReportRequest asked, Heading heading, Writer out, Interruption interruption) {
    this.columns = Columns.of(asked.type());
    this.printer = printer(asked, heading, out, ReportChart.of(asked.type(), columns));
    this.interruption = interruption;
  }

  private RowPrinter printer(
      ReportRequest asked, Heading heading, Writer out, Optional<ReportChart> chart) {
    return switch (asked.format()) {
      case HTML -> new HtmlPage(out, heading, columns, chart);
      case SVG ->
          new ChartFile(
              out,
              heading.title(),
              chart.orElseThrow(
                  () ->
                      AdminException.usage(
                          "The report "
                              + asked.name()
                              + " has no chart: its class has no @Chart.")));
      default -> asked.format().table().orElseThrow().printer(out, columns.names());
    };
  }

  void print(Report<?> report, Runnable forget, ProgressDisplay progress) throws Exception {
    try (Stream<? extends Record> rows = report.rows()) {
      // Not with an iterator, which would buffer what a flatMap returns; and sequentially, even if
      // the author made the stream parallel.
      rows.sequential()
          .forEachOrdered(
              row -> {
                print(row, forget);
                progress.advance(1);
              });
    }
    printer.end();
  }

  private void print(Record row, Runnable forget) {
    interruption.checkpoint();
    printer.row(values(row));
    count++;
    if (count % KEPT == 0) {
      forget.run();
    }
  }

  private List<@Nullable Object> values(Record row) {
    try {
      return columns.values(row);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw AdminException.failed("A value of a row could not be read: " + e, e);
    }
  }

  long count() {
    return count;
  }

  /** {@code 1,234 rows}. */
  String counted() {
    return Counts.of(count, "row");
  }
}
