package dev.oneoff.admin.run.report.chart;

import dev.oneoff.admin.cli.format.Escapes;
import java.util.stream.Collectors;

/** Escapes arbitrary data as text in HTML and XML. */
public final class Markup {

  private Markup() {}

  /** For the text of an element, or an attribute in double quotes. */
  public static String escape(String text) {
    return visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  // Line breaks are kept; characters that a document must not contain, or that reverse its text,
  // are made visible.
  private static String visible(String text) {
    return text.indexOf('\n') < 0
        ? Escapes.visible(text)
        : text.lines().map(Escapes::visible).collect(Collectors.joining("\n"));
  }
}
