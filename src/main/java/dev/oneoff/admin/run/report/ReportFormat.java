package dev.oneoff.admin.run.report;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.format.Format;
import java.util.Locale;
import java.util.Optional;

/** What a report can be shown as: whatever a table can, and a page or its chart alone. */
public enum ReportFormat {
  TABLE,
  CSV,
  JSON,
  JSONL,
  MARKDOWN,
  HTML,
  SVG;

  /**
   * What was asked for; where nothing was, what the file's ending says, and otherwise a table.
   *
   * @throws AdminException {@code USAGE} if more than one was asked for
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
        .or(() -> ending.flatMap(ReportFormat::byEnding))
        .orElse(TABLE);
  }

  private static Optional<ReportFormat> byEnding(String ending) {
    return switch (ending) {
      case "csv" -> Optional.of(CSV);
      case "json" -> Optional.of(JSON);
      case "jsonl", "ndjson" -> Optional.of(JSONL);
      case "md", "markdown" -> Optional.of(MARKDOWN);
      case "html", "htm" -> Optional.of(HTML);
      case "svg" -> Optional.of(SVG);
      default -> Optional.empty();
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
