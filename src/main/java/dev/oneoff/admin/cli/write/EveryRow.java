package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.database.SqlText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Detects an {@code update} or a {@code delete} without a condition: usually its {@code where} was
 * forgotten.
 */
final class EveryRow {

  // What such a statement can follow; elsewhere these words are part of something else, as in "for
  // update".
  private static final Set<String> BEFORE = Set.of("", "(", ")", "EXPLAIN", "ANALYZE", "VERBOSE");

  private final String text;
  private final SqlText quotes;
  // One for each open parenthesis, and one for the statement.
  private final Deque<Part> parts = new ArrayDeque<>();
  private String before = "";

  private static final class Part {
    private boolean writes;
    private boolean chooses;

    boolean isEveryRow() {
      return writes && !chooses;
    }
  }

  private EveryRow(String text) {
    this.text = text;
    this.quotes = new SqlText(text);
  }

  static boolean isWrittenBy(String statement) {
    return new EveryRow(statement).find();
  }

  private boolean find() {
    parts.push(new Part());
    for (int i = 0; i < text.length(); ) {
      int end = quotes.pass(i);
      if (end > i) {
        before = text.startsWith("--", i) || text.startsWith("/*", i) ? before : "'";
        i = end;
      } else if (quotes.isWordPart(i)) {
        int begin = i;
        while (quotes.isWordPart(i)) {
          i++;
        }
        word(text.substring(begin, i).toUpperCase(Locale.ROOT));
      } else if (other(text.charAt(i++))) {
        return true;
      }
    }
    return parts.stream().anyMatch(Part::isEveryRow);
  }

  private void word(String word) {
    Part part = parts.element();
    part.writes |= (word.equals("UPDATE") || word.equals("DELETE")) && BEFORE.contains(before);
    part.chooses |= part.writes && word.equals("WHERE");
    before = word;
  }

  private boolean other(char c) {
    if (c == '(') {
      parts.push(new Part());
    } else if (c == ')' && parts.size() > 1 && parts.pop().isEveryRow()) {
      return true;
    }
    before = Character.isWhitespace(c) ? before : String.valueOf(c);
    return false;
  }
}
