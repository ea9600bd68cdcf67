package dev.oneoff.admin.database.origin;

import java.util.ArrayList;
import java.util.List;

/** An expression as PostgreSQL writes it in a plan, in words: its texts are left out. */
final class PlanText {

  /** What a word is. */
  enum Kind {
    /** A name or a keyword, without quotes. */
    NAME,
    QUOTED,
    OPERATOR,
    /** A parenthesis, a bracket, a comma, a dot. */
    MARK,
    /** {@code $1}. */
    PARAMETER,
    /** A number or a text. */
    CONSTANT
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
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      i = add(text, i, words);
    }
    return words;
  }

  /** As the driver takes it, to which a question mark is a parameter unless it is doubled. */
  static String forDriver(String text) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int end = c == '\'' || c == '"' ? quoted(text, i, c == '\'' && escapes(text, i)) : i + 1;
      sql.append(c == '?' ? "??" : text.substring(i, end));
      i = end;
    }
    return sql.toString();
  }

  private static int add(String text, int at, List<Word> words) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (c == '\'' || c == '"') {
      int end = quoted(text, at, c == '\'' && escapes(text, at));
      if (c == '"') {
        words.add(new Word(Kind.QUOTED, text.substring(at + 1, end - 1).replace("\"\"", "\"")));
      } else {
        words.add(new Word(Kind.CONSTANT, text.substring(at, end)));
      }
      return end;
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
      while (end < text.length() && OPERATORS.indexOf(text.charAt(end)) >= 0) {
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
    // E'…' is a text.
    if (kind != Kind.NAME || end == text.length() || text.charAt(end) != '\'') {
      words.add(new Word(kind, text.substring(at, end)));
    }
    return end;
  }

  private static boolean escapes(String text, int at) {
    return at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static int quoted(String text, int at, boolean escapes) {
    char quote = text.charAt(at);
    for (int i = at + 1; i < text.length(); i++) {
      if (escapes && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    throw new IllegalArgumentException("A plan with a text that has no end.");
  }

  private static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean namePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }
}
