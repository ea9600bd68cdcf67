package dev.oneoff.admin.database.statement;

import java.util.function.IntFunction;

/** The driver's question marks in a statement. */
public final class Placeholders {

  private Placeholders() {}

  /** Escapes a statement for the driver: each question mark in it is PostgreSQL's own. */
  public static String escape(String sql) {
    SqlText quotes = new SqlText(sql);
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < sql.length(); ) {
      int end = Math.max(quotes.pass(i), i + 1);
      escaped.append(sql.charAt(i) == '?' ? "??" : sql.substring(i, end));
      i = end;
    }
    return escaped.toString();
  }

  /**
   * Replaces each of them. A doubled one is an operator of PostgreSQL's own, and becomes a single
   * one.
   *
   * @param expressions by the mark's number, from 0
   */
  public static String replace(String sql, IntFunction<String> expressions) {
    SqlText quotes = new SqlText(sql);
    StringBuilder replaced = new StringBuilder();
    int number = 0;
    for (int i = 0; i < sql.length(); ) {
      int end = quotes.pass(i);
      if (end > i) {
        replaced.append(sql, i, end);
        i = end;
      } else if (sql.startsWith("??", i)) {
        replaced.append('?');
        i += 2;
      } else {
        char c = sql.charAt(i++);
        replaced.append(c == '?' ? expressions.apply(number++) : String.valueOf(c));
      }
    }
    return replaced.toString();
  }
}
