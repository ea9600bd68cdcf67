package dev.oneoff.admin.migrate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement, on one line and without its comments.
 *
 * @param shape the same with its strings emptied, so that no word in them looks like SQL
 */
public record StatementText(String text, String shape) {

  // PostgreSQL's lexical structure (manual, 4.1); a nested comment is found by counting.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|--[^\\n"
              + "]*)|(?<string>(?:\\b[eE]'(?:[^'\\\\]|''|\\\\.)*+'|'(?:[^']|'')*+'))"
              + "|(?<name>\"(?:[^\"]|\"\")*+\")"
              + "|(?<![\\w$])(?<dollar>\\$(?<tag>[A-Za-z_]\\w*)?\\$.*?\\$\\k<tag>\\$|\\$\\$.*?\\$\\$)"
              + "|(?<end>;)|(?<other>[\\w$]+|.)",
          Pattern.DOTALL);

  private static final Pattern SQL_BODY =
      Pattern.compile("\\bbegin\\s+atomic\\b", Pattern.CASE_INSENSITIVE);

  /** The statements of a script, which end with semicolons. */
  public static List<StatementText> statements(String script) {
    // The body of such a function has semicolons of its own.
    boolean whole = SQL_BODY.matcher(script).find();
    List<StatementText> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    StringBuilder shape = new StringBuilder();
    Matcher token = TOKEN.matcher(script);
    int at = 0;
    while (at < script.length()) {
      if (script.startsWith("/*", at)) {
        at = afterComment(script, at);
        space(text, shape);
        continue;
      }
      token.region(at, script.length()).useTransparentBounds(true);
      if (!token.lookingAt()) {
        break;
      }
      at = token.end();
      if (token.group("space") != null) {
        space(text, shape);
      } else if (token.group("string") != null || token.group("dollar") != null) {
        text.append(token.group());
        shape.append("''");
      } else if (token.group("end") != null && !whole) {
        add(statements, text, shape);
      } else {
        text.append(token.group());
        shape.append(token.group());
      }
    }
    add(statements, text, shape);
    return statements;
  }

  private static int afterComment(String script, int start) {
    int depth = 0;
    int at = start;
    while (at < script.length()) {
      if (script.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (script.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return at;
        }
      } else {
        at++;
      }
    }
    return at;
  }

  private static void space(StringBuilder text, StringBuilder shape) {
    if (shape.length() > 0 && shape.charAt(shape.length() - 1) != ' ') {
      text.append(' ');
      shape.append(' ');
    }
  }

  private static void add(List<StatementText> statements, StringBuilder text, StringBuilder shape) {
    if (!shape.toString().isBlank()) {
      statements.add(new StatementText(text.toString().strip(), shape.toString().strip()));
    }
    text.setLength(0);
    shape.setLength(0);
  }
}
