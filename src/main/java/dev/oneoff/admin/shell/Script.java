package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.engine.Snippets;
import java.util.Optional;

/** A text of snippets, run to its end or until the first one fails. */
final class Script {

  private final ShellSession session;
  private final String text;

  Script(ShellSession session, String text) {
    this.session = session;
    // A script may start with a line that says what runs it.
    this.text = text.startsWith("#!") ? "//" + text.substring(2) : text;
  }

  /**
   * Runs it, and prints the value of its last expression.
   *
   * @throws AdminException of the snippet that failed; those after it do not run
   */
  void run() {
    Snippets snippets = new Snippets(session.engine(), text);
    Optional<Piece> piece = snippets.next();
    while (piece.isPresent()) {
      Piece now = piece.get();
      int line = snippets.line();
      piece = snippets.next();
      boolean last = piece.isEmpty();
      session.run(now.stripped(), line, outcome -> show(outcome, last));
    }
  }

  private void show(Outcome outcome, boolean last) {
    if (last && outcome instanceof Outcome.Value value && value.variable().isEmpty()) {
      session.values().print(value.value());
    }
  }
}
