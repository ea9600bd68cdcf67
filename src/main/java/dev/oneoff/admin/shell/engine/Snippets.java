package dev.oneoff.admin.shell.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Splits a text into snippets, as they would be typed: a complete line is one, unless the next line
 * continues it with a dot or an operator; and so is a line that begins with a colon or a question
 * mark, which is not Java.
 */
public final class Snippets {

  /** Prefixes of lines that are for the prompt itself. */
  public static final String NO_JAVA = ":?";

  // What does not continue a statement: ++x, a generic method, a comment and a word of the prompt.
  private static final Pattern GOES_ON =
      Pattern.compile("\\.|\\+(?!\\+)|-(?!-)|/(?![/*])|[*%&|^=>]|!=|<[\\s=<]|[?:]\\s");

  private final JavaEngine engine;
  private final String text;
  private int position;
  private int line;

  public Snippets(JavaEngine engine, String text) {
    this.engine = engine;
    this.text = text;
  }

  /** The next one; empty if only whitespace and comments are left. */
  public Optional<Piece> next() {
    int begin = skipBlanks(position);
    if (isNoJava(begin)) {
      int end = endOfLine(begin);
      return taken(new Piece(text.substring(begin, end), end - position, true));
    }
    int end = position;
    while (end < text.length()) {
      end = endOfLine(end);
      Optional<Piece> piece = engine.first(text.substring(position, end));
      if (piece.isEmpty() && isNoJava(skipBlanks(end))) {
        // Only comments precede it.
        position = end;
        return next();
      }
      if (piece.isPresent() && (end == text.length() || isWhole(piece.get(), end))) {
        return taken(piece.get());
      }
    }
    return Optional.empty();
  }

  private Optional<Piece> taken(Piece piece) {
    line = 1 + lineEnds(skipBlanks(position));
    position += piece.length();
    return Optional.of(piece);
  }

  /** The number of the line on which the last one begins, from 1. */
  public int line() {
    return line;
  }

  /** What is left after the last one. */
  public String rest() {
    return text.substring(position);
  }

  private boolean isWhole(Piece piece, int end) {
    String taken = text.substring(position, position + piece.length());
    boolean ended = position + taken.length() < end || taken.stripTrailing().endsWith(";");
    return piece.complete()
        && (ended || !GOES_ON.matcher(text).region(skipBlanks(end), text.length()).lookingAt());
  }

  private boolean isNoJava(int at) {
    return at < text.length() && NO_JAVA.indexOf(text.charAt(at)) >= 0;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int lineEnds(int before) {
    return (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
  }
}
