package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.format.Format;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows {@code :as} at a console's prompt: {@code csv > FILE}.
 *
 * @param file instead of the terminal
 */
public record FormatAndFile(Format format, Optional<Path> file) {

  private static final Pattern TYPED = Pattern.compile("(\\w+)(?:\\s*>\\s*(.+))?");

  /**
   * Parses what was typed.
   *
   * @throws AdminException {@code USAGE} if there is no such format
   */
  public static FormatAndFile of(String typed) {
    Matcher asked = TYPED.matcher(typed.strip());
    if (!asked.matches()) {
      throw AdminException.usage("Give a format, and a file if you like, as in :as csv > FILE.");
    }
    return new FormatAndFile(
        format(asked.group(1)), Optional.ofNullable(asked.group(2)).map(ProcessText::file));
  }

  private static Format format(String name) {
    for (Format format : Format.values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw AdminException.usage(
        "'" + name + "' is not a format: use table, csv, json, jsonl or markdown.");
  }
}
