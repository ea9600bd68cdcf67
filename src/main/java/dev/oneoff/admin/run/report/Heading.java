package dev.oneoff.admin.run.report;

import dev.oneoff.admin.start.Release;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The heading of a page: what its rows are, and when and where they were read. */
record Heading(
    String title,
    String description,
    Map<String, String> parameters,
    Release release,
    Optional<String> environment,
    Instant at) {

  static Heading of(ReportRequest asked, Optional<String> environment) {
    return new Heading(
        words(asked.name()),
        asked.description(),
        asked.parameters(),
        Release.current(),
        environment,
        Instant.now());
  }

  /** A name for a page: {@code revenue-by-month} is {@code Revenue by month}. */
  static String words(String name) {
    String words = name.replaceFirst("^-+", "").replaceAll("[-_]", " ");
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
