package dev.oneoff.admin.database.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements of a text, each up to its semicolon, split as psql does.
 *
 * @param statements without those that are blank or only a comment
 * @param open whether the text ends before its last statement's semicolon or within quotes, so that
 *     typing may continue
 */
public record SqlScript(List<SqlStatement> statements, boolean open) {

  public static SqlScript of(String text) {
    return new Splitter(text).split();
  }

  private static final class Splitter {

    private final String text;
    private final SqlText quotes;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int begin;
    // The line on which it begins, from 1.
    private int line = 1;
    private int parentheses;
    // The body of a function in plain SQL: begin atomic … end, with semicolons of its own.
    private int bodies;
    private boolean unfinished;

    Splitter(String text) {
      this.text = text;
      this.quotes = new SqlText(text);
    }

    SqlScript split() {
      boolean something = false;
      for (int i = 0; i < text.length(); ) {
        int end = quotes.pass(i);
        if (end > i) {
          something |= !comment(i);
          unfinished = quotes.open();
          i = end;
          continue;
        }
        char c = text.charAt(i);
        if (c == ';' && parentheses <= 0 && bodies == 0) {
          add(i, something);
          something = false;
          begin = i + 1;
        } else {
          something |= !SqlText.isBlank(c) && c != ';';
          parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        i = quotes.isWordPart(i) ? word(i) : i + 1;
      }
      boolean open = something || unfinished;
      add(text.length(), something);
      return new SqlScript(List.copyOf(statements), open);
    }

    private boolean comment(int at) {
      return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    private int word(int at) {
      int end = at;
      while (quotes.isWordPart(end)) {
        end++;
      }
      String word = text.substring(at, end).toUpperCase(Locale.ROOT);
      String before = words.isEmpty() ? "" : words.get(words.size() - 1);
      if (word.equals("ATOMIC") && before.equals("BEGIN") && words.get(0).equals("CREATE")) {
        bodies = 1;
      } else if (bodies > 0) {
        bodies += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
      }
      words.add(word);
      return end;
    }

    private void add(int end, boolean something) {
      String statement = text.substring(begin, end);
      if (something) {
        String stripped = SqlText.strip(statement);
        String leading = statement.substring(0, statement.indexOf(stripped));
        statements.add(new SqlStatement(stripped, line + lines(leading)));
      }
      line += lines(statement);
      words.clear();
      parentheses = 0;
    }

    private static int lines(String part) {
      return (int) part.chars().filter(c -> c == '\n').count();
    }
  }
}
