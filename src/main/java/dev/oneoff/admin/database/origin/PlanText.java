package dev.oneoff.admin.database.origin;

import dev.oneoff.admin.database.statement.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an expression as PostgreSQL writes it in a plan, or a statement as somebody wrote it, into
 * tokens; comments are left out.
 */
final class PlanText {

  /** The kind of a token. */
  enum Kind {
    /** A name or a keyword, without quotes. */
    NAME,
    QUOTED,
    OPERATOR,
    /** A parenthesis, a bracket, a comma, a dot. */
    MARK,
    /** {@code $1}. */
    PARAMETER,
    /** A number or a string. */
    CONSTANT,
    /** An unterminated string, name or comment: its contents are unknown. */
    UNENDED
  }

  record Word(Kind kind, String text) {

    boolean is(String mark) {
      return kind != Kind.QUOTED && kind != Kind.CONSTANT && text.equals(mark);
    }

    boolean isName() {
      return kind == Kind.NAME || kind == Kind.QUOTED;
    }
  }

  private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:";

  private PlanText() {}

  static List<Word> words(String text) {
    SqlText quotes = new SqlText(text);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int end = quotes.pass(i);
      if (end > i) {
        addPassed(text, i, end, quotes.open(), words);
        i = end;
      } else {
        i = add(text, i, words);
      }
    }
    return words;
  }

  private static void addPassed(String text, int at, int end, boolean open, List<Word> words) {
    char c = text.charAt(at);
    if (open) {
      words.add(new Word(Kind.UNENDED, text.substring(at, end)));
    } else if (c == '"') {
      String name = text.substring(at + 1, end - 1);
      // A doubled quote is a quote in the name.
      if (at > 0 && text.charAt(at - 1) == '"' && !words.isEmpty()) {
        name = words.remove(words.size() - 1).text() + '"' + name;
      }
      words.add(new Word(Kind.QUOTED, name));
    } else if (c == '\'' || c == '$') {
      words.add(new Word(Kind.CONSTANT, text.substring(at, end)));
    }
  }

  private static int add(String text, int at, List<Word> words) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (c == '$' && digit(text, at + 1)) {
      return word(text, at, Kind.PARAMETER, words);
    }
    if (digit(text, at)) {
      return word(text, at, Kind.CONSTANT, words);
    }
    if (namePart(c)) {
      return word(text, at, Kind.NAME, words);
    }
    int end = at + 1;
    if (OPERATORS.indexOf(c) >= 0) {
      while (end < text.length()
          && OPERATORS.indexOf(text.charAt(end)) >= 0
          && !text.startsWith("--", end)
          && !text.startsWith("/*", end)) {
        end++;
      }
      words.add(new Word(Kind.OPERATOR, text.substring(at, end)));
    } else {
      words.add(new Word(Kind.MARK, String.valueOf(c)));
    }
    return end;
  }

  private static int word(String text, int at, Kind kind, List<Word> words) {
    int end = at + 1;
    while (end < text.length()
        && (namePart(text.charAt(end))
            || (kind == Kind.CONSTANT && text.charAt(end) == '.' && digit(text, end + 1)))) {
      end++;
    }
    // E'…' is a string.
    if (kind != Kind.NAME || end == text.length() || text.charAt(end) != '\'') {
      words.add(new Word(kind, text.substring(at, end)));
    }
    return end;
  }

  private static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean namePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }
}
