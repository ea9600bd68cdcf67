package dev.oneoff.admin.run.report;

import static dev.oneoff.admin.run.report.chart.Markup.escape;

import dev.oneoff.admin.cli.format.CellText;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.ledger.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A self-contained page: it loads, runs and sends nothing. Rows are written as they arrive, so
 * chart and count come after them in the file; the style sheet moves them up. A truncated page says
 * so, because only its end hides that notice.
 */
final class HtmlPage implements RowPrinter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Writer out;
  private final Heading heading;
  private final Columns columns;
  private final Optional<ReportChart> chart;
  private long rows;

  HtmlPage(Writer out, Heading heading, Columns columns, Optional<ReportChart> chart) {
    this.out = out;
    this.heading = heading;
    this.columns = columns;
    this.chart = chart;
    begin();
  }

  private void begin() {
    String title = escape(heading.title());
    write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>""",
        title,
        """
        </title>
        <style>
        """,
        style(),
        """
        </style>
        </head>
        <body>
        <main>
        <header>
        <h1>""",
        title,
        "</h1>\n<p class=\"lead\">",
        escape(heading.description()),
        "</p>\n<dl>\n");
    heading.parameters().forEach((name, value) -> fact(Heading.words(name), escape(value)));
    fact("Release", escape(heading.release().toString()));
    heading.environment().ifPresent(environment -> fact("Environment", escape(environment)));
    fact(
        "As of",
        "<time datetime=\""
            + heading.at().truncatedTo(ChronoUnit.SECONDS)
            + "\">"
            + TIME.format(heading.at())
            + "</time>");
    write(
        """
        </dl>
        </header>
        <p class="cut" role="alert">This page is incomplete: the report ended before its last row.</p>
        <div class="rows" role="region" aria-label="Rows" tabindex="0">
        <table>
        <thead>
        <tr>""");
    for (int i = 0; i < columns.names().size(); i++) {
      write(
          columns.number(i) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">",
          escape(Heading.words(columns.names().get(i))),
          "</th>");
    }
    write("</tr>\n</thead>\n<tbody>\n");
  }

  private void fact(String name, String value) {
    write("<div><dt>", escape(name), "</dt><dd>", value, "</dd></div>\n");
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    rows++;
    chart.ifPresent(drawn -> drawn.add(values));
    write("<tr>");
    for (int i = 0; i < values.size(); i++) {
      String text = CellText.of(values.get(i));
      if (text == null) {
        write("<td class=\"none\">null</td>");
      } else {
        write(columns.number(i) ? "<td class=\"n\">" : "<td>", escape(text), "</td>");
      }
    }
    write("</tr>\n");
  }

  @Override
  public void end() {
    write("</tbody>\n</table>\n</div>\n");
    chart.ifPresent(drawn -> write("<figure>\n", drawn.svg(heading.title()), "</figure>\n"));
    write(
        "<p class=\"count\" id=\"whole\">",
        Counts.of(rows, "row"),
        "</p>\n</main>\n</body>\n</html>\n");
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String... parts) {
    try {
      for (String part : parts) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String style() {
    try (InputStream file =
        Objects.requireNonNull(HtmlPage.class.getResourceAsStream("report.css"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
