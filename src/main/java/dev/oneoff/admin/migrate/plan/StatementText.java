package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.database.statement.SqlScript;
import dev.oneoff.admin.database.statement.SqlToken;
import java.util.List;

/**
 * One statement, on one line and without its comments.
 *
 * @param shape the same with its strings emptied, so that no word in them looks like SQL
 */
public record StatementText(String text, String shape) {

  /** The statements of a script, which end with semicolons. */
  public static List<StatementText> statements(String script) {
    return SqlScript.of(script).statements().stream()
        .map(statement -> of(statement.text()))
        .toList();
  }

  private static StatementText of(String statement) {
    StringBuilder text = new StringBuilder();
    StringBuilder shape = new StringBuilder();
    int end = 0;
    for (SqlToken token : SqlToken.code(statement).toList()) {
      if (token.at() > end && !text.isEmpty()) {
        text.append(' ');
        shape.append(' ');
      }
      text.append(token.text());
      shape.append(token.string() ? "''" : token.text());
      end = token.end();
    }
    return new StatementText(text.toString(), shape.toString());
  }
}
