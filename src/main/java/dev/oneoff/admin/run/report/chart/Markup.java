package dev.oneoff.admin.run.report.chart;

import dev.oneoff.admin.cli.format.Escapes;
import java.util.stream.Collectors;

/** Data as text of HTML and XML, whatever is in it. */
public final class Markup {

  private Markup() {}

  /** For the text of an element, or an attribute's in double quotes. */
  public static String escape(String text) {
    return visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  // Lines stay lines; what no document may hold, or turns its text round, is shown.
  private static String visible(String text) {
    return text.indexOf('\n') < 0
        ? Escapes.visible(text)
        : text.lines().map(Escapes::visible).collect(Collectors.joining("\n"));
  }
}
