package dev.oneoff.admin.sql.prompt;

import java.util.Map;
import java.util.Optional;

/** The equivalents of psql's backslash commands: fingers remember those. */
final class PsqlWords {

  private static final String FILE = "':as csv > FILE' writes the last rows to a file";
  private static final String SCRIPT = "'app sql FILE' runs a file, and what is pasted runs, too";
  private static final String TABLES = "\\d NAME shows a table whole, \\dt all tables";
  private static final String ONE_EACH =
      "each statement is a transaction of its own, on the service's database";

  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("\\copy", FILE),
          Map.entry("\\o", FILE),
          Map.entry("\\g", FILE),
          Map.entry("\\w", FILE),
          Map.entry("\\i", SCRIPT),
          Map.entry("\\ir", SCRIPT),
          Map.entry("\\d+", TABLES),
          Map.entry("\\dt+", TABLES),
          Map.entry("\\di", TABLES),
          Map.entry("\\dv", TABLES),
          Map.entry("\\dm", TABLES),
          Map.entry("\\c", ONE_EACH),
          Map.entry("\\connect", ONE_EACH),
          Map.entry("\\gx", "\\x on shows each row as a block of lines"),
          Map.entry("\\conninfo", "'app about' shows where you are"),
          Map.entry("\\h", "\\? shows this prompt's words"),
          Map.entry("\\set", "'app sql --param NAME=VALUE' gives :NAME a value"),
          Map.entry(":undo", "only the shell has it; here, another statement must undo a write"),
          Map.entry(":help", "\\? shows this prompt's words"),
          Map.entry(":read", ":read-only ends writing"));

  private PsqlWords() {}

  /** The equivalent here, as a sentence without its end. */
  static Optional<String> here(String word) {
    return Optional.ofNullable(HERE.get(word))
        .or(
            () ->
                Optional.of("'app sql --psql' hands over to psql, which has it")
                    .filter(whole -> word.startsWith("\\")));
  }
}
