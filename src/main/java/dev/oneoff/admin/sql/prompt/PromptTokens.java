package dev.oneoff.admin.sql.prompt;

import java.util.List;

/** What the prompt itself understands. */
final class PromptTokens {

  /** The prompt's own words, with what each does. */
  static final List<List<String>> OWN =
      List.of(
          List.of("\\d [TABLE]", "the tables, or one with its columns, constraints and indexes"),
          List.of("\\dt [PATTERN]", "the tables, as in \\dt ord*, with their estimated rows"),
          List.of("\\x [on|off|auto]", "a row as a block of lines; auto: where it is too wide"),
          List.of(
              ":as FORMAT [> FILE]",
              "prints the last rows again: table, csv, json, jsonl, markdown"),
          List.of(
              "\\pager [on|off]", "whether $PAGER or less shows what is longer than the screen"),
          List.of(
              ":set vi|emacs",
              "edits lines with vi's or emacs's keys; ~/.inputrc sets it permanently"),
          List.of("\\timing", "whether each statement's time is shown"),
          List.of(":write 10m \"REASON\"", "allows writes for that long"),
          List.of(":read-only", "ends that early"),
          List.of("\\?", "this help"),
          List.of("clear", "clears the screen"),
          List.of("\\q", "leaves; so does Ctrl-D. Ctrl-C stops a statement, or drops the line"));

  private PromptTokens() {}

  /** Whether this is one of them. */
  static boolean is(String word) {
    return OWN.stream().anyMatch(own -> own.get(0).split(" ", 2)[0].equals(word));
  }
}
