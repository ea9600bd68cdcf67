package dev.oneoff.admin.run.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.task.Chart.Kind;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgChartTest {

  @Test
  void barsStandOnTheirAxis() {
    ChartData data = new ChartData(Kind.BAR, "Month", List.of("Revenue"));
    data.add("2026-01", List.of(40.0));
    data.add("2026-02", Arrays.asList((Double) null));
    data.add("2026-03", List.of(97.5));
    String svg = SvgChart.draw("Revenue <by> month", data);

    assertThat(svg.replaceFirst("(?s)<style>.*</style>\n", ""))
        .isEqualTo(
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 760 360" role="img" aria-labelledby="chart-title chart-description">
            <title id="chart-title">Revenue &lt;by&gt; month</title>
            <desc id="chart-description">Bars: Revenue by Month. 3 from 2026-01 to 2026-03. Revenue: lowest 40 (2026-01), highest 97.50 (2026-03).</desc>
            <rect class="paper" width="760" height="360"/>
            <line class="grid" x1="36.1" x2="736" y1="308" y2="308"/>
            <text x="28.1" y="312" text-anchor="end">0</text>
            <line class="grid" x1="36.1" x2="736" y1="253.6" y2="253.6"/>
            <text x="28.1" y="257.6" text-anchor="end">20</text>
            <line class="grid" x1="36.1" x2="736" y1="199.2" y2="199.2"/>
            <text x="28.1" y="203.2" text-anchor="end">40</text>
            <line class="grid" x1="36.1" x2="736" y1="144.8" y2="144.8"/>
            <text x="28.1" y="148.8" text-anchor="end">60</text>
            <line class="grid" x1="36.1" x2="736" y1="90.4" y2="90.4"/>
            <text x="28.1" y="94.4" text-anchor="end">80</text>
            <line class="grid" x1="36.1" x2="736" y1="36" y2="36"/>
            <text x="28.1" y="40" text-anchor="end">100</text>
            <text x="36.1" y="352" text-anchor="start" class="name">Month</text>
            <text x="8" y="16" text-anchor="start" class="name">Revenue</text>
            <text x="152.8" y="328" text-anchor="middle">2026-01</text>
            <text x="386" y="328" text-anchor="middle">2026-02</text>
            <text x="619.4" y="328" text-anchor="middle">2026-03</text>
            <rect x="125.8" y="199.2" width="54" height="108.8" rx="2" class="c0" fill="currentColor"><title>2026-01, Revenue: 40</title></rect>
            <rect x="592.4" y="42.8" width="54" height="265.2" rx="2" class="c0" fill="currentColor"><title>2026-03, Revenue: 97.50</title></rect>
            <line class="axis" x1="36.1" x2="736" y1="308" y2="308"/>
            </svg>
            """);
  }

  @Test
  void aLineHasAGapWhereAValueIsMissing() {
    ChartData data = new ChartData(Kind.LINE, "Day", List.of("In", "Out"));
    data.add("Mo", List.of(1.0, 2.0));
    data.add("Tu", Arrays.asList(2.0, null));
    data.add("We", List.of(3.0, 4.0));
    String svg = SvgChart.draw("Visitors", data);

    assertThat(svg)
        .containsPattern("class=\"run c0\" .* d=\"M[0-9. ]+L[0-9. ]+L[0-9. ]+\"")
        .containsPattern("class=\"run c1\" .* d=\"M[0-9. ]+M[0-9. ]+\"")
        .contains(">In</text>", ">Out</text>", "<title>Tu, In: 2</title>");
  }

  @Test
  void itDescribesItselfInWords() {
    ChartData data = new ChartData(Kind.BAR, "Month", List.of("Revenue"));
    data.add("2026-01", List.of(1250.0));
    data.add("2026-02", List.of(97.5));

    assertThat(SvgChart.draw("Revenue", data))
        .contains(
            "<desc id=\"chart-description\">Bars: Revenue by Month. 2 from 2026-01 to 2026-02. Revenue: lowest 97.50 (2026-02), highest 1,250 (2026-01).</desc>");
  }

  @Test
  void anyDataGivesValidXml() throws Exception {
    ChartData data = new ChartData(Kind.BAR, "<&\">", List.of("a\u0000b", "]]>"));
    data.add("</svg><script>", List.of(-1.0, 2.0));
    data.add("\u202e\ud83c", List.of(1e300, Double.MIN_VALUE));
    assertThat(parse(SvgChart.draw("\u001b[31m", data)).getDocumentElement().getTagName())
        .isEqualTo("svg");
    assertThat(SvgChart.draw("x", data)).doesNotContain("<script");
  }

  @Test
  void anEmptyChartSaysSo() throws Exception {
    String svg = SvgChart.draw("x", new ChartData(Kind.LINE, "x", List.of("y")));
    assertThat(svg).contains(">No rows.</text>");
    parse(svg);
  }

  @Test
  void aMillionRowsAreThinnedWithANote() {
    ChartData lines = new ChartData(Kind.LINE, "x", List.of("y"));
    ChartData bars = new ChartData(Kind.BAR, "x", List.of("y"));
    for (int i = 0; i < 1_000_000; i++) {
      lines.add("" + i, List.of((double) i));
      bars.add("" + i, List.of((double) i));
    }

    assertThat(lines.points()).hasSizeBetween(500, 1000);
    assertThat(lines.points().get(lines.points().size() - 1).x()).isGreaterThan("99");
    assertThat(SvgChart.draw("x", lines)).contains("One of 1,024 rows is drawn.");
    assertThat(SvgChart.draw("x", bars))
        .contains("The first 100 of 1,000,000 rows are drawn.")
        .hasSizeLessThan(100_000);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
