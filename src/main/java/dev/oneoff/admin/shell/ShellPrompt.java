package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.OutputClosed;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.Prompt;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A person at a terminal: a prompt, what came of it, and the next prompt. */
final class ShellPrompt {

  private final ShellSession session;
  private final Console console;
  private final LineEditor editor;
  private final ShellWords words;
  private final String service;
  private final Optional<String> environment;

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
        if (typed.get().strip().startsWith(":")) {
          words.run(typed.get().strip());
        } else {
          runJava(typed.get());
        }
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

  private void runJava(String text) {
    try (Stopping stopping = new Stopping(session, console)) {
      editor.interruptible(
          () -> {
            runPieces(text);
            return "";
          },
          stopping::request);
    }
  }

  private void runPieces(String text) {
    String rest = text;
    for (Optional<Piece> piece = session.engine().first(rest);
        piece.isPresent();
        piece = session.engine().first(rest)) {
      rest = rest.substring(piece.get().length());
      session.run(piece.get().stripped(), 1, this::show);
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
