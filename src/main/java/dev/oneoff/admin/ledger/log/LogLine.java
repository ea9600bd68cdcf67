package dev.oneoff.admin.ledger.log;

import java.time.Instant;
import java.util.List;

/** A line that a run said or logged. */
public record LogLine(Instant at, String text) {

  /** Longer lines are cut. */
  static final int WIDTH = 2000;

  /** The lines of a text, with the current time. */
  static List<LogLine> of(String text) {
    Instant now = Instant.now();
    return text.lines().map(line -> new LogLine(now, cut(line))).toList();
  }

  // PostgreSQL's texts cannot contain NUL.
  private static String cut(String line) {
    String storable = line.replace('\0', ' ');
    return storable.length() <= WIDTH ? storable : storable.substring(0, WIDTH - 2) + " …";
  }
}
