package dev.oneoff.admin.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.start.Release;
import dev.oneoff.admin.task.Chart;
import dev.oneoff.admin.task.Report;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  record Row(String teaName, BigDecimal sold) {}

  @Chart(x = "teaName", y = "sold")
  static class Sales implements Report<Row> {
    @Override
    public Stream<Row> rows() {
      return Stream.empty();
    }
  }

  private final StringWriter out = new StringWriter();
  private final Columns columns = Columns.of(Sales.class);

  @Test
  void theBodyHasHeadingTableAndCount() {
    HtmlPage page = new HtmlPage(out, heading(), columns, Optional.empty());
    page.row(Arrays.asList("Green <tea> & \"more\"", new BigDecimal("4.50")));
    page.row(Arrays.asList("\u202eone\ntwo", null));
    page.end();

    String text = out.toString();
    assertThat(text.substring(text.indexOf("<body>")))
        .isEqualTo(
            """
            <body>
            <main>
            <header>
            <h1>Tea sales</h1>
            <p class="lead">What was &lt;sold&gt;.</p>
            <dl>
            <div><dt>Since</dt><dd>2026-01-01</dd></div>
            <div><dt>Release</dt><dd>shop 1.2 (commit 86cb67f)</dd></div>
            <div><dt>Environment</dt><dd>staging</dd></div>
            <div><dt>As of</dt><dd><time datetime="2026-01-31T12:30:00Z">2026-01-31 12:30:00 UTC</time></dd></div>
            </dl>
            </header>
            <p class="cut" role="alert">This page is incomplete: the report ended before its last row.</p>
            <div class="rows" role="region" aria-label="Rows" tabindex="0">
            <table>
            <thead>
            <tr><th scope="col">Tea name</th><th scope="col" class="n">Sold</th></tr>
            </thead>
            <tbody>
            <tr><td>Green &lt;tea&gt; &amp; &quot;more&quot;</td><td class="n">4.50</td></tr>
            <tr><td>\\u202eone
            two</td><td class="none">null</td></tr>
            </tbody>
            </table>
            </div>
            <p class="count" id="whole">2 rows</p>
            </main>
            </body>
            </html>
            """);
  }

  @Test
  void nothingExternalIsLoaded() {
    HtmlPage page = page();
    page.row(List.of("Green", BigDecimal.ONE));
    page.end();

    assertThat(out.toString())
        .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .contains("<figure>\n<svg ")
        .doesNotContain("<script", "<link", "url(", "@import", " src=", " href=");
    assertThat(out.toString().replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
  }

  @Test
  void aTruncatedPageKeepsItsWarning() {
    page().row(List.of("Green", BigDecimal.ONE));

    assertThat(out.toString())
        .contains("This page is incomplete", "main:has(#whole) .cut{display:none}")
        .doesNotContain("id=\"whole\"");
  }

  private HtmlPage page() {
    return new HtmlPage(out, heading(), columns, ReportChart.of(Sales.class, columns));
  }

  private static Heading heading() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("--since", "2026-01-01");
    return new Heading(
        "Tea sales",
        "What was <sold>.",
        parameters,
        new Release("shop", "1.2", Optional.of("86cb67f1234"), Optional.empty(), Optional.empty()),
        Optional.of("staging"),
        Instant.parse("2026-01-31T12:30:00.5Z"));
  }
}
