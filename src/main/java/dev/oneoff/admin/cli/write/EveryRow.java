package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.database.statement.SqlToken;
import java.util.ArrayDeque;
import java.util.Deque;
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
  }

  static boolean isWrittenBy(String statement) {
    return new EveryRow(statement).find();
  }

  private boolean find() {
    parts.push(new Part());
    for (SqlToken token : SqlToken.code(text).toList()) {
      switch (token.kind()) {
        case WORD -> word(token.word());
        case SIGN -> {
          if (sign(token.text())) {
            return true;
          }
        }
        default -> before = "'";
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

  private boolean sign(String sign) {
    if (sign.equals("(")) {
      parts.push(new Part());
    } else if (sign.equals(")") && parts.size() > 1 && parts.pop().isEveryRow()) {
      return true;
    }
    before = sign;
    return false;
  }
}
