package dev.oneoff.admin.database.statement;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A token of SQL text as PostgreSQL reads it, and its position.
 *
 * @param open whether the text ends before the token does
 */
public record SqlToken(Kind kind, String text, int at, boolean open) {

  /** The kind of a token; whitespace is none. */
  public enum Kind {
    WORD,
    SIGN,
    /** In quotes of any kind, with the letters that belong to them: {@code E'…'}. */
    QUOTED,
    COMMENT
  }

  /** All of them, as far as they are asked for. */
  public static Stream<SqlToken> of(String sql) {
    SqlText quotes = new SqlText(sql);
    return Stream.iterate(
        next(sql, quotes, 0), Objects::nonNull, token -> next(sql, quotes, token.end()));
  }

  /** The significant ones: without comments. */
  public static Stream<SqlToken> code(String sql) {
    return of(sql).filter(token -> token.kind != Kind.COMMENT);
  }

  private static @Nullable SqlToken next(String sql, SqlText quotes, int from) {
    int at = from;
    while (at < sql.length() && SqlText.isBlank(sql.charAt(at))) {
      at++;
    }
    if (at == sql.length()) {
      return null;
    }
    int quote = at + prefix(sql, at);
    int end = quotes.pass(quote);
    if (end > quote) {
      char mark = sql.charAt(quote);
      // Doubled, it is a quote within.
      while ((mark == '\'' || mark == '"') && !quotes.open() && sql.startsWith("" + mark, end)) {
        end = quotes.pass(end);
      }
      boolean comment = mark == '-' || mark == '/';
      return new SqlToken(
          comment ? Kind.COMMENT : Kind.QUOTED, sql.substring(at, end), at, quotes.open());
    }
    end = at;
    while (quotes.isWordPart(end)) {
      end++;
    }
    return end > at
        ? new SqlToken(Kind.WORD, sql.substring(at, end), at, false)
        : new SqlToken(Kind.SIGN, sql.substring(at, at + 1), at, false);
  }

  // How many characters before a quote belong to it.
  private static int prefix(String sql, int at) {
    char c = Character.toLowerCase(sql.charAt(at));
    if (c == 'u' && (sql.startsWith("&'", at + 1) || sql.startsWith("&\"", at + 1))) {
      return 2;
    }
    return "ebxn".indexOf(c) >= 0 && sql.startsWith("'", at + 1) ? 1 : 0;
  }

  public boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  public String word() {
    return text.toUpperCase(Locale.ROOT);
  }

  public boolean dollar() {
    return kind == Kind.QUOTED && text.startsWith("$");
  }

  /** Whether it is the value of a string, not a name. */
  public boolean string() {
    return kind == Kind.QUOTED && !text.endsWith("\"");
  }

  public int end() {
    return at + text.length();
  }
}
