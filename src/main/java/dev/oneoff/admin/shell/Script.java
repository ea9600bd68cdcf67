package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import java.util.Optional;

/** A text of snippets, run to its end or to the first that fails. */
final class Script {

  private final ShellSession session;
  private final JavaEngine engine;
  private final String text;
  private int position;

  Script(ShellSession session, String text) {
    this.session = session;
    this.engine = session.engine();
    // A script may say by itself what runs it.
    this.text = text.startsWith("#!") ? "//" + text.substring(2) : text;
  }

  /**
   * Runs it, and prints the value of its last expression.
   *
   * @throws AdminException of the snippet that failed; those after it do not run
   */
  void run() {
    Optional<Piece> piece = next();
    while (piece.isPresent()) {
      Piece now = piece.get();
      int line = 1 + lineEnds(skipBlanks(position));
      position += now.length();
      piece = next();
      boolean last = piece.isEmpty();
      session.run(now.stripped(), line, outcome -> show(outcome, last));
    }
  }

  // A line that is complete is a snippet, as when it is typed, unless the next one goes on with a
  // dot.
  private Optional<Piece> next() {
    int end = position;
    while (end < text.length()) {
      end = endOfLine(end);
      Optional<Piece> piece = engine.first(text.substring(position, end));
      if (piece.isPresent() && (end == text.length() || isWhole(piece.get(), end))) {
        return piece;
      }
    }
    return Optional.empty();
  }

  private boolean isWhole(Piece piece, int end) {
    boolean others = position + piece.length() < end;
    return piece.complete() && (others || !text.startsWith(".", skipBlanks(end)));
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

  private void show(Outcome outcome, boolean last) {
    if (last && outcome instanceof Outcome.Value value && value.variable().isEmpty()) {
      session.values().print(value.value());
    }
  }
}
