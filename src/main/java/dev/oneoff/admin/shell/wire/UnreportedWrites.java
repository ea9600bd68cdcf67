package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.statement.SqlStatement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Statements that can write rows without reporting them: mostly those that call functions. */
final class UnreportedWrites {

  private static final Pattern CALL = Pattern.compile("(?:([\\w$]+)|\")\\s*\\(");

  // Words that an opening parenthesis may follow, and functions that write no rows.
  private static final Set<String> KNOWN =
      Set.of(
          "select",
          "from",
          "join",
          "on",
          "where",
          "and",
          "or",
          "not",
          "in",
          "any",
          "all",
          "some",
          "exists",
          "values",
          "as",
          "using",
          "over",
          "row",
          "case",
          "when",
          "then",
          "else",
          "by",
          "union",
          "except",
          "intersect",
          "distinct",
          "lateral",
          "limit",
          "offset",
          "cast",
          "count",
          "sum",
          "min",
          "max",
          "avg",
          "coalesce",
          "nullif",
          "lower",
          "upper",
          "now",
          "nextval",
          "currval",
          "lastval",
          "set_config",
          "current_setting",
          "varchar",
          "char",
          "numeric");

  private static final Set<String> TRANSACTIONS =
      Set.of(
          "BEGIN",
          "START",
          "COMMIT",
          "END",
          "ROLLBACK",
          "ABORT",
          "SAVEPOINT",
          "RELEASE",
          "SET",
          "RESET",
          "SHOW",
          "LISTEN",
          "UNLISTEN");

  private UnreportedWrites() {}

  static boolean isIn(SqlStatement statement) {
    String verb = statement.verb();
    if (TRANSACTIONS.contains(verb) || SqlLog.isOwn(statement.text())) {
      return false;
    }
    return verb.equals("EXECUTE")
        || verb.equals("EXPLAIN")
        || CALL.matcher(statement.text()).results().anyMatch(UnreportedWrites::isOther);
  }

  private static boolean isOther(MatchResult call) {
    String name = call.group(1);
    String word = name == null ? "\"" : name.toLowerCase(Locale.ROOT);
    return !KNOWN.contains(word) && !word.startsWith("pg_") && !word.startsWith("txid_");
  }
}
