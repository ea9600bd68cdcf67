package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.format.CellText;
import dev.oneoff.admin.run.report.chart.ChartData;
import dev.oneoff.admin.run.report.chart.SvgChart;
import dev.oneoff.admin.task.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report's chart, as {@link Chart} describes it. */
final class ReportChart {

  private final int x;
  private final List<Integer> y;
  private final ChartData data;

  private ReportChart(int x, List<Integer> y, ChartData data) {
    this.x = x;
    this.y = y;
    this.data = data;
  }

  /** Empty if the report's class does not ask for one. */
  static Optional<ReportChart> of(Class<?> report, Columns columns) {
    Chart chart = report.getAnnotation(Chart.class);
    if (chart == null) {
      return Optional.empty();
    }
    List<Integer> y = Arrays.stream(chart.y()).map(columns::indexOf).toList();
    for (int column : y) {
      if (!columns.number(column)) {
        throw AdminException.failed(
            "The chart cannot draw " + columns.names().get(column) + ": it is not a number.", null);
      }
    }
    int x = columns.indexOf(chart.x());
    return Optional.of(
        new ReportChart(
            x,
            y,
            new ChartData(
                chart.kind(),
                Heading.words(columns.names().get(x)),
                y.stream().map(column -> Heading.words(columns.names().get(column))).toList())));
  }

  void add(List<? extends @Nullable Object> row) {
    List<@Nullable Double> values = new ArrayList<>(y.size());
    for (int column : y) {
      values.add(row.get(column) instanceof Number number ? number.doubleValue() : null);
    }
    data.add(String.valueOf(CellText.of(row.get(x))), values);
  }

  String svg(String title) {
    return SvgChart.draw(title, data);
  }
}
