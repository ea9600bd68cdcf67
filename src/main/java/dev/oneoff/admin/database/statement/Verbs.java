package dev.oneoff.admin.database.statement;

import dev.oneoff.admin.Suggestion;
import java.util.Locale;
import java.util.Set;

/** The words that a PostgreSQL statement can begin with; any other is a typo. */
final class Verbs {

  private static final Set<String> ALL =
      Set.of(
          "ABORT",
          "ALTER",
          "ANALYSE",
          "ANALYZE",
          "BEGIN",
          "CALL",
          "CHECKPOINT",
          "CLOSE",
          "CLUSTER",
          "COMMENT",
          "COMMIT",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DECLARE",
          "DELETE",
          "DISCARD",
          "DO",
          "DROP",
          "END",
          "EXECUTE",
          "EXPLAIN",
          "FETCH",
          "GRANT",
          "IMPORT",
          "INSERT",
          "LISTEN",
          "LOAD",
          "LOCK",
          "MERGE",
          "MOVE",
          "NOTIFY",
          "PREPARE",
          "REASSIGN",
          "REFRESH",
          "REINDEX",
          "RELEASE",
          "REPACK",
          "RESET",
          "REVOKE",
          "ROLLBACK",
          "SAVEPOINT",
          "SECURITY",
          "SELECT",
          "SET",
          "SHOW",
          "START",
          "TABLE",
          "TRUNCATE",
          "UNLISTEN",
          "UPDATE",
          "VACUUM",
          "VALUES",
          "WAIT",
          "WITH");

  private Verbs() {}

  static boolean has(String verb) {
    return ALL.contains(verb);
  }

  /** Says that a word does not begin a statement, and suggests the one that was meant. */
  static String unknown(String verb) {
    return "No PostgreSQL statement begins with "
        + verb.toLowerCase(Locale.ROOT)
        + "."
        + Suggestion.of(verb, ALL)
            .map(near -> " Did you mean " + near.toLowerCase(Locale.ROOT) + "?")
            .orElse("");
  }
}
