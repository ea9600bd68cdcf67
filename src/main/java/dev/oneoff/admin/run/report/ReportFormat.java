package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.format.Format;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report: all those of a table, plus a page or its chart alone. */
public enum ReportFormat {
  TABLE,
  CSV,
  JSON,
  JSONL,
  MARKDOWN,
  HTML,
  SVG;

  /**
   * The requested format; if there is none, the one of the file's extension, and otherwise a table.
   *
   * @throws AdminException {@code USAGE} if more than one was requested, or the file's extension is
   *     unknown
   */
  public static ReportFormat of(
      Optional<Format> format, boolean html, boolean svg, Optional<String> ending) {
    int asked = (format.isPresent() ? 1 : 0) + (html ? 1 : 0) + (svg ? 1 : 0);
    if (asked > 1) {
      throw AdminException.usage("--format, --html and --svg exclude each other. Name one.");
    }
    if (html) {
      return HTML;
    }
    if (svg) {
      return SVG;
    }
    return format
        .map(known -> valueOf(known.name()))
        .or(() -> ending.map(ReportFormat::byEnding))
        .orElse(TABLE);
  }

  private static ReportFormat byEnding(String ending) {
    return switch (ending) {
      case "txt" -> TABLE;
      case "csv" -> CSV;
      case "json" -> JSON;
      case "jsonl", "ndjson" -> JSONL;
      case "md", "markdown" -> MARKDOWN;
      case "html", "htm" -> HTML;
      case "svg" -> SVG;
      default ->
          throw AdminException.usage(
              "No report can be written as ."
                  + ending
                  + ". Let the file's name end with .txt, .csv, .json, .jsonl, .md, .html or .svg, or say the format"
                  + " with --format, --html or --svg.");
    };
  }

  /** As one of the formats of every table; empty for the page and the chart. */
  Optional<Format> table() {
    return this == HTML || this == SVG ? Optional.empty() : Optional.of(Format.valueOf(name()));
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
