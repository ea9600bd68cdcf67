package dev.oneoff.admin.cli.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes data harmless for a terminal: characters that would move the cursor, colour the screen or
 * reverse the text are made visible.
 */
public final class Escapes {

  private Escapes() {}

  /** A value as text; {@code null} is {@code null}. */
  public static String visible(@Nullable Object value) {
    String text = String.valueOf(CellText.of(value));
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
          visible.append(String.format(Locale.ROOT, c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
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
      case Character.FORMAT -> !joins(c);
      default -> false;
    };
  }

  // The format characters used in writing letters and emoji: joiners, and the letters of flags. The
  // others reverse the text or hide in it.
  private static boolean joins(int c) {
    return c == 0x200c
        || c == 0x200d
        || (c >= 0xe0020 && c <= 0xe007f)
        || (c >= 0x600 && c <= 0x605)
        || c == 0x6dd;
  }
}
