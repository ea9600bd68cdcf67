package dev.oneoff.admin.run.report.chart;

import dev.oneoff.admin.task.Chart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chart draws: for each x one value per series. Bounded, however many rows arrive: a line
 * keeps every n-th of them, bars keep the first ones, and the chart says so.
 */
public final class ChartData {

  private static final int BARS = 100;
  private static final int POINTS = 1000;

  /** One position on the x-axis; a missing value is {@code null}. */
  record Point(String x, List<@Nullable Double> values) {}

  private final Kind kind;
  private final String xName;
  private final List<String> series;
  private List<Point> points = new ArrayList<>();
  private long added;
  private long every = 1;

  public ChartData(Kind kind, String xName, List<String> series) {
    this.kind = kind;
    this.xName = xName;
    this.series = List.copyOf(series);
  }

  /** Adds a row, in the order of the x-axis; one value per series. */
  public void add(String x, List<@Nullable Double> values) {
    if (kind == Kind.LINE && points.size() == POINTS) {
      thin();
    }
    if (added % every == 0 && (kind == Kind.LINE || points.size() < BARS)) {
      points.add(new Point(x, values));
    }
    added++;
  }

  private void thin() {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points = kept;
    every *= 2;
  }

  Kind kind() {
    return kind;
  }

  String xName() {
    return xName;
  }

  List<String> series() {
    return series;
  }

  List<Point> points() {
    return points;
  }

  /** What was left out, if anything. */
  Optional<String> note() {
    if (points.size() == added) {
      return Optional.empty();
    }
    return Optional.of(
        kind == Kind.LINE
            ? String.format(
                Locale.ROOT, "One of %s rows is drawn.", Axis.grouped((double) every, 0))
            : String.format(
                Locale.ROOT,
                "The first %d of %s rows are drawn.",
                BARS,
                Axis.grouped((double) added, 0)));
  }
}
