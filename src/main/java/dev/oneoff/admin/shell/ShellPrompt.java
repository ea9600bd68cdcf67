package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.OutputClosed;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.Prompt;
import dev.oneoff.admin.cli.terminal.TextEditor;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.engine.Snippets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** A person at a terminal: a prompt, what came of it, and the next prompt. */
final class ShellPrompt {

  private final ShellSession session;
  private final Console console;
  private final LineEditor editor;
  private final ShellWords words;
  private final String service;
  private final Optional<String> environment;
  private String last = "";

  ShellPrompt(
      ShellSession session,
      Console console,
      LineEditor editor,
      ShellWords words,
      String service,
      Optional<String> environment) {
    this.session = session;
    this.console = console;
    this.editor = editor;
    this.words = words;
    this.service = service;
    this.environment = environment;
  }

  /** Until somebody leaves. */
  void run() {
    while (true) {
      boolean writing = session.window().isOpen();
      Optional<String> typed = editor.read(Prompt.of(service, environment, "shell", writing));
      if (typed.isEmpty() || ShellWords.leaves(typed.get())) {
        return;
      }
      sayIfClosed(writing);
      try {
        run(new Snippets(session.engine(), typed.get()));
      } catch (AdminException e) {
        console.say(String.valueOf(e.getMessage()));
      } catch (OutputClosed e) {
        return;
      } catch (RuntimeException e) {
        console.say("It failed: " + e);
      }
    }
  }

  private void sayIfClosed(boolean written) {
    if (written && !session.window().isOpen()) {
      console.say("The time to write is over: this shell reads again.");
    }
  }

  // What was pasted runs as if it had been typed, to the first that fails.
  private void run(Snippets snippets) {
    for (Optional<Piece> next = snippets.next(); next.isPresent(); next = snippets.next()) {
      Piece piece = next.get().stripped();
      try {
        if (piece.source().equals(":edit")) {
          edit();
        } else if (Snippets.NO_JAVA.indexOf(piece.source().charAt(0)) >= 0) {
          words.run(piece.source());
        } else {
          runJava(piece);
        }
      } catch (AdminException e) {
        if (!snippets.rest().isBlank()) {
          console.say("What follows line " + snippets.line() + " was not run.");
        }
        throw e;
      }
    }
  }

  private void edit() {
    String edited = TextEditor.edit(last);
    console.say(edited);
    run(new Snippets(session.engine(), edited));
  }

  private void runJava(Piece piece) {
    last = piece.source();
    long begun = System.nanoTime();
    try (Stopping stopping = new Stopping(session, console)) {
      editor.interruptible(
          () -> {
            session.run(piece, 1, this::show);
            return "";
          },
          stopping::request);
    } finally {
      if (words.timing()) {
        console.say(String.format(Locale.ROOT, "%,d ms.", (System.nanoTime() - begun) / 1_000_000));
      }
    }
  }

  private void show(Outcome outcome) {
    if (outcome instanceof Outcome.Value value) {
      value.variable().ifPresent(name -> console.say(value.type() + " " + name + ":"));
      session.values().print(value.value());
    } else if (outcome instanceof Outcome.Done done) {
      done.note().ifPresent(console::say);
    }
    try {
      console.data().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
