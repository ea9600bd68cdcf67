package dev.oneoff.admin.cli.format;

import org.jspecify.annotations.Nullable;

/**
 * Makes data harmless for a terminal: what would move the cursor, colour the screen or turn the
 * text round is shown.
 */
final class Escapes {

  private Escapes() {}

  /** A value as text; {@code null} is {@code null}. */
  static String visible(@Nullable Object value) {
    String text = String.valueOf(value);
    if (text.codePoints().noneMatch(Escapes::isControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    switch (c) {
      case '\n' -> visible.append("\\n");
      case '\r' -> visible.append("\\r");
      case '\t' -> visible.append("\\t");
      default -> {
        if (isControl(c)) {
          visible.append(String.format("\\u%04x", c));
        } else {
          visible.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Bidirectional overrides and isolates; the other format characters join emoji and letters.
      case Character.FORMAT ->
          (c >= 0x202a && c <= 0x202e)
              || (c >= 0x2066 && c <= 0x2069)
              || c == 0x200e
              || c == 0x200f;
      default -> false;
    };
  }
}
