package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.database.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of SQL text as PostgreSQL reads it, and its position.
 *
 * @param open whether the text ends before the token does
 */
record SqlToken(Kind kind, String text, int at, boolean open) {

  enum Kind {
    WORD,
    SIGN,
    /** In quotes of any kind. */
    QUOTED,
    COMMENT
  }

  static List<SqlToken> of(String sql) {
    SqlText quotes = new SqlText(sql);
    List<SqlToken> tokens = new ArrayList<>();
    for (int at = 0; at < sql.length(); ) {
      int end = quotes.pass(at);
      Kind kind = Kind.QUOTED;
      boolean open = false;
      if (end > at) {
        kind = sql.startsWith("--", at) || sql.startsWith("/*", at) ? Kind.COMMENT : kind;
        open = quotes.open();
      } else if (quotes.isWordPart(at)) {
        kind = Kind.WORD;
        for (end = at; quotes.isWordPart(end); ) {
          end++;
        }
      } else {
        kind = Kind.SIGN;
        end = at + 1;
      }
      String text = sql.substring(at, end);
      if (!text.isBlank()) {
        tokens.add(new SqlToken(kind, text, at, open));
      }
      at = end;
    }
    return tokens;
  }

  /** The significant ones: without comments. */
  static List<SqlToken> code(String sql) {
    return of(sql).stream().filter(token -> token.kind != Kind.COMMENT).toList();
  }

  boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  String word() {
    return text.toUpperCase(Locale.ROOT);
  }

  boolean dollar() {
    return kind == Kind.QUOTED && text.startsWith("$");
  }

  int end() {
    return at + text.length();
  }
}
