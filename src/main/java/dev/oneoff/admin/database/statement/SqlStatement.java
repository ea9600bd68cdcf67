package dev.oneoff.admin.database.statement;

import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One statement of a script.
 *
 * @param text without its semicolon
 * @param line where it begins in the script, from 1
 */
public record SqlStatement(String text, int line) {

  public static SqlStatement of(String text) {
    return new SqlStatement(SqlText.strip(text), 1);
  }

  /**
   * A statement as the driver takes it.
   *
   * @param sql with a question mark for each parameter
   * @param parameters their names, in order
   */
  public record Bound(String sql, List<String> parameters) {}

  /** The words it begins with, in upper case, ignoring opening parentheses. */
  public List<String> words(int count) {
    return SqlToken.code(text)
        .filter(token -> token.kind() != SqlToken.Kind.SIGN)
        .limit(count)
        .map(token -> token.kind() == SqlToken.Kind.WORD ? token.word() : token.text())
        .toList();
  }

  /** The word that says what it does: {@code SELECT}. */
  public String verb() {
    return words(1).stream().findFirst().orElse("");
  }

  /** Whether PostgreSQL counts the rows that it writes: zero is an answer, too. */
  public boolean countsItsRows() {
    return ReadOnlyRules.changesRows(verb());
  }

  /**
   * Replaces each {@code :name} that has a value with a question mark.
   *
   * @throws AdminException {@code USAGE} for a numbered parameter, which cannot be given a value
   */
  public Bound bind(Map<String, String> values) {
    SqlText quotes = new SqlText(text);
    StringBuilder sql = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int end = quotes.pass(i);
      if (end > i) {
        sql.append(text, i, end);
        i = end;
        continue;
      }
      char c = text.charAt(i);
      if (c == '$' && isNumber(quotes, i)) {
        throw AdminException.usage(
            "Parameters have names here, not numbers such as "
                + c
                + text.charAt(i + 1)
                + ": write :name, and give its value with --param name=VALUE.");
      }
      String name = c == ':' ? nameAt(quotes, i + 1) : "";
      if (text.startsWith("::", i)) {
        sql.append("::");
        i += 2;
      } else if (values.containsKey(name)) {
        sql.append('?');
        names.add(name);
        i += 1 + name.length();
      } else {
        // An operator of PostgreSQL's own; the driver takes a single one for a parameter.
        sql.append(c == '?' ? "??" : String.valueOf(c));
        i++;
      }
    }
    return new Bound(sql.toString(), names);
  }

  // The body of a function has numbered parameters of its own.
  private boolean isNumber(SqlText quotes, int at) {
    return at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1))
        && !quotes.isWordPart(at - 1)
        && !verb().equals("CREATE");
  }

  private String nameAt(SqlText quotes, int at) {
    int end = at;
    while (quotes.isWordPart(end)) {
      end++;
    }
    return text.substring(at, end);
  }

  /** Refuses values that none of these statements uses: usually a typo. */
  public static void requireAsked(List<SqlStatement> statements, Map<String, String> values) {
    TreeSet<String> unasked = new TreeSet<>(values.keySet());
    statements.forEach(statement -> unasked.removeAll(statement.bind(values).parameters()));
    if (!unasked.isEmpty()) {
      throw AdminException.usage(
          "Nothing uses the parameter "
              + unasked.first()
              + ": there is no :"
              + unasked.first()
              + ".");
    }
  }
}
