package dev.oneoff.admin.sql.prompt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The prompt's own words. {@link PromptWords} executes them. */
enum KnownWord {
  TABLE("\\d [TABLE]", "the tables, or one with its columns, constraints and indexes"),
  TABLES("\\dt [PATTERN]", "the tables, as in \\dt ord*, with their estimated rows"),
  EXPANDED("\\x [on|off|auto]", "a row as a block of lines; auto: where it is too wide"),
  AS(":as FORMAT [> FILE]", "prints the last rows again: table, csv, json, jsonl, markdown"),
  PAGER("\\pager [on|off]", "whether $PAGER or less shows what is longer than the screen"),
  SET(":set vi|emacs", "edits lines with vi's or emacs's keys; ~/.inputrc sets it permanently"),
  TIMING("\\timing", "whether each statement's time is shown"),
  WRITE(":write 10m \"REASON\"", "allows writes for that long"),
  READ_ONLY(":read-only", "ends that early"),
  HELP("\\?", "this help", "help"),
  CLEAR("clear", "clears the screen"),
  QUIT(
      "\\q",
      "leaves; so does Ctrl-D. Ctrl-C stops a statement, or drops the line",
      "exit",
      "quit",
      ":quit",
      ":exit",
      ":q");

  private final String usage;
  private final String meaning;

  // The first one is listed. The list is immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  KnownWord(String usage, String meaning, String... others) {
    this.usage = usage;
    this.meaning = meaning;
    this.names = Stream.concat(Stream.of(usage.split(" ", 2)[0]), Stream.of(others)).toList();
  }

  /** The one with this name. */
  static Optional<KnownWord> named(String name) {
    return Stream.of(values()).filter(word -> word.names.contains(name)).findFirst();
  }

  /** The names by which they are listed. */
  static Stream<String> listed() {
    return Stream.of(values()).map(word -> word.names.get(0));
  }

  /** Whether it shows tables, and its argument names some. */
  boolean ofTables() {
    return this == TABLE || this == TABLES;
  }

  /** A line of the help. */
  String help() {
    return usage + " ".repeat(Math.max(1, 24 - usage.length())) + meaning;
  }
}
