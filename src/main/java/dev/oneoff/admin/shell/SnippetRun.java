package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.entity.hql.HqlFailure;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Runs snippets by the engine, and says where and why one failed. */
final class SnippetRun {

  private final Console console;
  private final JavaEngine engine;
  private final DatabaseFailure failure;
  private final HqlFailure misread;
  // The first line of each snippet, by its number.
  private final Map<String, Integer> lines = new HashMap<>();

  SnippetRun(Console console, JavaEngine engine, DatabaseFailure failure, HqlFailure misread) {
    this.console = console;
    this.engine = engine;
    this.failure = failure;
    this.misread = misread;
  }

  JavaEngine engine() {
    return engine;
  }

  // Lazy values only fail, and are only stopped, when they are shown; and a compiler has errors
  // too. Not even an Error may take down a session with all its variables.
  void run(Piece piece, int firstLine, Consumer<Outcome> show) {
    try {
      Outcome outcome = engine.run(piece.source());
      lines.put(engine.lastSnippet(), firstLine);
      requireSuccess(outcome, firstLine);
      show.accept(outcome);
    } catch (RuntimeException | Error e) {
      throw engine.stopped(e)
          ? AdminException.interrupted("Stopped.")
          : explained(e, "Line " + firstLine);
    }
  }

  void requireSuccess(Outcome outcome, int firstLine) {
    if (outcome instanceof Outcome.Rejected rejected) {
      throw Explanation.of(rejected, engine.lastTyped(), firstLine);
    }
    if (outcome instanceof Outcome.Failed failed) {
      String where = where(failed, firstLine);
      throw misread
          .misnamed(failed.cause())
          .map(known -> (RuntimeException) known.told(where + " failed. " + known.getMessage()))
          .orElseGet(() -> explained(failed.cause(), where));
    }
    if (outcome instanceof Outcome.Stopped) {
      throw AdminException.interrupted("Stopped.");
    }
  }

  // In a script lines are numbered throughout; typed input starts at 1 each time.
  private String where(Outcome.Failed failed, int firstLine) {
    int line = lines.getOrDefault(failed.snippet(), firstLine) + Math.max(0, failed.line() - 1);
    boolean elsewhere =
        failed.line() > 0 && firstLine == 1 && !failed.snippet().equals(engine.lastSnippet());
    return elsewhere ? "Line " + line + " of snippet " + failed.snippet() : "Line " + line;
  }

  /** Why something failed, as {@link Explanation} says. */
  RuntimeException explained(Throwable e, String where) {
    return Explanation.of(e, where, failure, console.unmasked());
  }
}
