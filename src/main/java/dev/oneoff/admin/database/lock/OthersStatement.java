package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.database.statement.SqlText;

/**
 * Another session's statement: shortened, and without the values in it, which are not ours to show.
 */
final class OthersStatement {

  private static final int WIDTH = 80;

  private OthersStatement() {}

  /** In one line, with {@code …} for each value. */
  static String shown(String statement) {
    String line = withoutValues(statement).strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDTH)) + " …";
  }

  // PostgreSQL only keeps its beginning, so a string may be unterminated.
  private static String withoutValues(String statement) {
    SqlText quotes = new SqlText(statement);
    StringBuilder words = new StringBuilder();
    for (int at = 0; at < statement.length(); ) {
      int end = quotes.pass(at);
      if (end > at) {
        words.append(instead(statement.substring(at, end)));
      } else if (quotes.isWordPart(at)) {
        boolean number = Character.isDigit(statement.charAt(at));
        for (end = at; quotes.isWordPart(end) || (number && statement.startsWith(".", end)); ) {
          end++;
        }
        words.append(number ? "…" : statement.substring(at, end));
      } else {
        end = at + 1;
        words.append(statement.charAt(at));
      }
      at = end;
    }
    // A quote within a string is doubled.
    return words.toString().replaceAll("…+", "…");
  }

  private static String instead(String quoted) {
    if (quoted.startsWith("\"")) {
      return quoted;
    }
    return quoted.startsWith("--") || quoted.startsWith("/*") ? " " : "…";
  }
}
