package dev.oneoff.admin.run.report.chart;

import dev.oneoff.admin.run.report.chart.ChartData.Point;
import dev.oneoff.admin.task.Chart.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws a chart as one SVG element: for a file of its own, and for a page. */
public final class SvgChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 360;
  private static final int TOP = 36;
  private static final int RIGHT = 24;
  private static final int BOTTOM = 52;
  private static final int LEGEND = 6;

  // Approximate width of a 12-pixel character: the viewer supplies the font.
  private static final double LETTER = 6.7;
  private static final int LONGEST_LABEL = 16;
  private static final int WIDEST_BAR = 56;
  private static final int MOST_MARKS = 60;
  private static final int COLOURS = 6;

  // Plain values first: not every SVG viewer knows variables or media queries.
  private static final String STYLE =
      """
      .chart text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#5b6875}
      .chart .name{fill:#1c2733}
      .chart .paper{fill:#fff}
      .chart .grid{stroke:#e3e8ee}
      .chart .axis{stroke:#7b8794}
      .chart .run{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
      .chart .c0{color:#1d6fb8}.chart .c1{color:#d9480f}.chart .c2{color:#2b8a3e}
      .chart .c3{color:#9c36b5}.chart .c4{color:#a07800}.chart .c5{color:#0b7285}
      @media screen and (prefers-color-scheme:dark){
      .chart text{fill:#9aa7b4}
      .chart .name{fill:#e6ebf0}
      .chart .paper{fill:#151c23}
      .chart .grid{stroke:#2a3540}
      .chart .axis{stroke:#6b7885}
      .chart .c0{color:#6cb0f0}.chart .c1{color:#ff9a52}.chart .c2{color:#69d283}
      .chart .c3{color:#dd93f0}.chart .c4{color:#f2cc45}.chart .c5{color:#5fd0e0}
      }
      """;

  private final String title;
  private final ChartData data;
  private final Axis axis;
  private final double left;
  private final double top;
  private final StringBuilder svg = new StringBuilder();

  private SvgChart(String title, ChartData data) {
    this.title = title;
    this.data = data;
    double[] all =
        data.points().stream()
            .flatMap(point -> point.values().stream())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    this.axis =
        Axis.of(
            IntStream.range(0, all.length).mapToDouble(i -> all[i]).min().orElse(0),
            IntStream.range(0, all.length).mapToDouble(i -> all[i]).max().orElse(0),
            data.kind() == Kind.BAR);
    this.left =
        16 + LETTER * axis.ticks().stream().mapToInt(t -> axis.label(t).length()).max().orElse(1);
    this.top = TOP + (data.series().size() > 1 ? LEGEND : 0);
  }

  /** The element, with a title and a description for screen readers. */
  public static String draw(String title, ChartData data) {
    return new SvgChart(title, data).draw();
  }

  private String draw() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"chart-title chart-description\">",
        WIDTH, HEIGHT);
    line("<title id=\"chart-title\">%s</title>", Markup.escape(title));
    line("<desc id=\"chart-description\">%s</desc>", Markup.escape(description()));
    svg.append("<style>\n").append(STYLE).append("</style>\n");
    line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT);
    scale();
    if (data.points().isEmpty()) {
      text(WIDTH / 2.0, HEIGHT / 2.0, "middle", "", "No rows.");
    } else {
      labels();
      legend();
      for (int series = 0; series < data.series().size(); series++) {
        if (data.kind() == Kind.BAR) {
          bars(series);
        } else {
          run(series);
        }
      }
    }
    double zero = y(Math.max(axis.min(), Math.min(0, axis.max())));
    line(
        "<line class=\"axis\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
        number(left), number(WIDTH - RIGHT), number(zero), number(zero));
    data.note().ifPresent(note -> text(WIDTH - RIGHT, HEIGHT - 8, "end", "", note));
    return svg.append("</svg>\n").toString();
  }

  private void scale() {
    for (double tick : axis.ticks()) {
      line(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
          number(left), number(WIDTH - RIGHT), number(y(tick)), number(y(tick)));
      text(left - 8, y(tick) + 4, "end", "", axis.label(tick));
    }
    text(left, HEIGHT - 8, "start", "name", data.xName());
    if (data.series().size() == 1) {
      text(8, 16, "start", "name", data.series().get(0));
    }
  }

  // As many as fit side by side.
  private void labels() {
    int longest =
        data.points().stream().mapToInt(point -> shortened(point.x()).length()).max().orElse(1);
    int fitting = (int) Math.max(1, width() / (longest * LETTER + 14));
    int every = (int) Math.ceil((double) data.points().size() / fitting);
    for (int i = 0; i < data.points().size(); i += every) {
      text(x(i), HEIGHT - BOTTOM + 20, "middle", "", shortened(data.points().get(i).x()));
    }
  }

  private void legend() {
    if (data.series().size() < 2) {
      return;
    }
    double x = left;
    for (int i = 0; i < data.series().size(); i++) {
      String name = shortened(data.series().get(i));
      line(
          "<rect x=\"%s\" y=\"10\" width=\"12\" height=\"12\" rx=\"3\" class=\"%s\" fill=\"currentColor\"/>",
          number(x), colour(i));
      text(x + 18, 20, "start", "name", name);
      x += 18 + name.length() * LETTER + 22;
    }
  }

  private void bars(int series) {
    double room = width() / data.points().size() * 0.72;
    double bar = Math.min(room / data.series().size(), WIDEST_BAR);
    double first = -bar * data.series().size() / 2;
    for (int i = 0; i < data.points().size(); i++) {
      @Nullable Double value = data.points().get(i).values().get(series);
      if (value == null) {
        continue;
      }
      double zero = y(Math.max(axis.min(), Math.min(0, axis.max())));
      double end = y(value);
      // A hairline gap between the bars of one position, and rounded corners, which thin bars have
      // no room for.
      double gap = bar > 6 ? 1 : 0;
      line(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" class=\"%s\" fill=\"currentColor\"><title>%s</title></rect>",
          number(x(i) + first + series * bar + gap),
          number(Math.min(zero, end)),
          number(Math.max(0.5, bar - 2 * gap)),
          number(Math.abs(zero - end)),
          bar > 8 ? "2" : "0",
          colour(series),
          Markup.escape(told(i, series, value)));
    }
  }

  private void run(int series) {
    StringBuilder path = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < data.points().size(); i++) {
      @Nullable Double value = data.points().get(i).values().get(series);
      if (value != null) {
        path.append(begun ? "L" : "M").append(number(x(i))).append(' ').append(number(y(value)));
      }
      begun = value != null;
    }
    line("<path class=\"run %s\" stroke=\"currentColor\" d=\"%s\"/>", colour(series), path);
    if (data.points().size() > MOST_MARKS) {
      return;
    }
    for (int i = 0; i < data.points().size(); i++) {
      @Nullable Double value = data.points().get(i).values().get(series);
      if (value != null) {
        line(
            "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" class=\"%s\" fill=\"currentColor\"><title>%s</title></circle>",
            number(x(i)), number(y(value)), colour(series), Markup.escape(told(i, series, value)));
      }
    }
  }

  private String told(int point, int series, double value) {
    return data.points().get(point).x() + ", " + data.series().get(series) + ": " + told(value);
  }

  private static String told(double value) {
    return Axis.grouped(value, value == Math.rint(value) ? 0 : 2);
  }

  private String description() {
    List<Point> points = data.points();
    String what =
        (data.kind() == Kind.BAR ? "Bars: " : "Lines: ")
            + String.join(", ", data.series())
            + " by "
            + data.xName()
            + ".";
    if (points.isEmpty()) {
      return what + " No rows.";
    }
    List<String> sentences = new ArrayList<>(List.of(what));
    sentences.add(
        String.format(
            Locale.ROOT,
            "%d from %s to %s.",
            points.size(),
            points.get(0).x(),
            points.get(points.size() - 1).x()));
    for (int i = 0; i < data.series().size(); i++) {
      int series = i;
      Comparator<Point> byValue = Comparator.comparing(point -> value(point, series));
      List<Point> drawn =
          points.stream().filter(point -> point.values().get(series) != null).toList();
      if (!drawn.isEmpty()) {
        Point lowest = drawn.stream().min(byValue).orElseThrow();
        Point highest = drawn.stream().max(byValue).orElseThrow();
        sentences.add(
            String.format(
                Locale.ROOT,
                "%s: lowest %s (%s), highest %s (%s).",
                data.series().get(i),
                told(value(lowest, i)),
                lowest.x(),
                told(value(highest, i)),
                highest.x()));
      }
    }
    return String.join(" ", sentences);
  }

  private static Double value(Point point, int series) {
    return Objects.requireNonNull(point.values().get(series));
  }

  private double width() {
    return WIDTH - RIGHT - left;
  }

  private double x(int point) {
    return left + width() * (point + 0.5) / data.points().size();
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - top) * axis.place(value);
  }

  private static String colour(int series) {
    return "c" + series % COLOURS;
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  private void text(double x, double y, String anchor, String type, String text) {
    line(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>",
        number(x),
        number(y),
        anchor,
        type.isEmpty() ? "" : " class=\"" + type + "\"",
        Markup.escape(text));
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String number(double coordinate) {
    double rounded = Math.rint(coordinate * 10) / 10;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
