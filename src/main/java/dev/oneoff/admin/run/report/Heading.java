package dev.oneoff.admin.run.report;

import dev.oneoff.admin.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is, and when and where it was asked for.
 *
 * @param name as it is typed: {@code revenue-by-month}
 * @param arguments the words after it, what is sensitive masked
 * @param parameters all of them with their values, those by default too, what is sensitive masked
 */
public record Heading(
    String name,
    String description,
    List<String> arguments,
    Map<String, String> parameters,
    Release release,
    Optional<String> environment,
    Instant at) {

  /** {@code Revenue by month}. */
  String title() {
    return words(name.replace('-', ' '));
  }

  /** A column's name for a page: {@code Placed at}. */
  static String words(String name) {
    String words = name.replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
