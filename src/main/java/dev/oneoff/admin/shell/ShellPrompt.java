package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.LineProgress;
import dev.oneoff.admin.cli.terminal.Prompt;
import dev.oneoff.admin.shell.engine.Outcome;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.engine.Snippets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A person at a terminal: prompts, runs what is typed, and prompts again. */
final class ShellPrompt {

  private final ShellSession session;
  private final Console console;
  private final Interruption interruption;
  private final LineEditor editor;
  private final ShellWords words;
  private final String service;
  private final Optional<String> environment;
  // As changed in the person's chosen editor.
  private final UnaryOperator<String> texts;
  private String last = "";
  private @Nullable Stopping stopping;

  ShellPrompt(
      ShellSession session,
      Console console,
      Interruption interruption,
      LineEditor editor,
      ShellWords words,
      String service,
      Optional<String> environment,
      UnaryOperator<String> texts) {
    this.session = session;
    this.console = console;
    this.interruption = interruption;
    this.editor = editor;
    this.words = words;
    this.service = service;
    this.environment = environment;
    this.texts = texts;
  }

  /** Until somebody quits. */
  void run() {
    boolean stays = true;
    while (stays) {
      boolean writing = session.window().isOpen();
      Optional<String> typed = editor.read(Prompt.of(service, environment, "shell", writing));
      sayIfClosed(writing);
      stays = typed.isPresent() && runTyped(typed.get());
    }
  }

  /** Whether to stay. */
  private boolean runTyped(String text) {
    try {
      return runAll(text);
    } catch (AdminException e) {
      console.say(String.valueOf(e.getMessage()));
    } catch (OutputClosed e) {
      return false;
    } catch (RuntimeException e) {
      console.say("It failed: " + e);
    }
    return true;
  }

  private void sayIfClosed(boolean written) {
    if (written && !session.window().isOpen()) {
      console.say("The write window has closed: this shell is read-only again.");
    }
  }

  /**
   * Runs a file of what could be typed, without showing values. A word that quits ends the file and
   * not the shell.
   *
   * @throws AdminException of what failed; what follows it does not run
   */
  void runFile(String text) {
    run(text, new LineProgress(console, text), outcome -> {});
  }

  // Pasted text runs as if it had been typed, until something fails or quits.
  private boolean runAll(String text) {
    LineProgress progress = new LineProgress(console, text);
    boolean stays = run(text, progress, this::show);
    if (stays) {
      progress.done();
    }
    return stays;
  }

  // What a word reads or edits is part of the text that contains the word, and stops with it.
  private boolean run(String text, LineProgress progress, Consumer<Outcome> show) {
    if (stopping != null) {
      return runEach(text, progress, show, stopping);
    }
    AtomicBoolean stays = new AtomicBoolean();
    try (Stopping whole = new Stopping(session, console, interruption)) {
      stopping = whole;
      editor.interruptible(() -> stays.set(runEach(text, progress, show, whole)), whole::request);
    } finally {
      stopping = null;
    }
    return stays.get();
  }

  private boolean runEach(
      String text, LineProgress progress, Consumer<Outcome> show, Stopping whole) {
    Snippets snippets = new Snippets(session.engine(), text);
    for (Optional<Piece> next = snippets.next(); next.isPresent(); next = snippets.next()) {
      Piece piece = next.get().stripped();
      if (ShellWords.leaves(piece.source())) {
        return false;
      }
      boolean more = true;
      try {
        whole.requireNotRequested();
        progress.at(snippets.line());
        more = !snippets.rest().isBlank();
        if (Snippets.NO_JAVA.indexOf(piece.source().charAt(0)) < 0) {
          runPlain(piece, snippets.line(), show);
        } else if (!runWord(piece.source())) {
          return false;
        }
      } catch (AdminException e) {
        progress.failed(more);
        throw e;
      }
    }
    return true;
  }

  private boolean runWord(String line) {
    Optional<ShellWord> word = ShellWord.named(ShellWords.word(line));
    if (word.equals(Optional.of(ShellWord.EDIT))) {
      return edit();
    }
    if (word.filter(ShellWord::isTimed).isPresent()) {
      runTimed(() -> words.run(line));
    } else {
      words.run(line);
    }
    return true;
  }

  private boolean edit() {
    String edited = texts.apply(last);
    if (edited.equals(last.stripTrailing())) {
      console.say("Nothing was changed, so nothing runs.");
      return true;
    }
    console.say(edited);
    return runAll(edited);
  }

  private void runPlain(Piece piece, int firstLine, Consumer<Outcome> show) {
    if (words.takes(piece.source())) {
      return;
    }
    try {
      runJava(piece, firstLine, show);
    } catch (AdminException e) {
      throw ShellWords.meantBy(piece.source())
          .filter(word -> !String.valueOf(e.getMessage()).contains("Did you mean"))
          .map(word -> e.told(e.getMessage() + "\nDid you mean " + word + "?"))
          .orElse(e);
    }
  }

  private void runJava(Piece piece, int firstLine, Consumer<Outcome> show) {
    last = piece.source();
    runTimed(() -> session.run(piece, firstLine, show));
  }

  private void runTimed(Runnable work) {
    long begun = System.nanoTime();
    try {
      work.run();
    } finally {
      long nanos = System.nanoTime() - begun - session.readFor();
      if (words.timing()) {
        console.say(String.format(Locale.ROOT, "%,d ms.", nanos / 1_000_000));
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
