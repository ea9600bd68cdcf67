package dev.oneoff.admin.cli.terminal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * Lines from a terminal that cannot move its cursor: it does its own editing and echo, and JLine
 * would echo each line again.
 */
final class PlainLines {

  private static final String MORE = "...> ";
  private static final long WAIT_MILLIS = 100;

  private final Terminal terminal;
  private final LineReader reader;
  private boolean returned;

  PlainLines(Terminal terminal, LineReader reader) {
    this.terminal = terminal;
    this.reader = reader;
  }

  static boolean areOf(Terminal terminal) {
    return Terminal.TYPE_DUMB.equals(terminal.getType())
        || Terminal.TYPE_DUMB_COLOR.equals(terminal.getType());
  }

  /** What was typed, possibly several lines; empty at its end. Ctrl-C discards the line. */
  Optional<String> read(String prompt) {
    Thread reading = Thread.currentThread();
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> reading.interrupt());
    try {
      while (true) {
        try {
          return whole(prompt);
        } catch (InterruptedIOException e) {
          terminal.writer().println();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      forgetInterrupt();
    }
  }

  // From a key pressed after the line was complete.
  @SuppressWarnings("ReturnValueIgnored")
  private static void forgetInterrupt() {
    Thread.interrupted();
  }

  private Optional<String> whole(String prompt) throws IOException {
    StringBuilder typed = new StringBuilder();
    show(prompt);
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = typed.append(line.get()).toString();
      try {
        reader.getParser().parse(text, text.length(), Parser.ParseContext.ACCEPT_LINE);
        reader.getHistory().add(text);
        return Optional.of(text);
      } catch (EOFError e) {
        Unfinished.hint(text).ifPresent(terminal.writer()::println);
        typed.append('\n');
        show(MORE);
      }
    }
    return Optional.empty();
  }

  /** One line in answer to a question; empty at its end. */
  Optional<String> ask(String question) throws IOException {
    show(question);
    return line();
  }

  private void show(String prompt) {
    terminal.writer().print(prompt);
    terminal.flush();
  }

  private Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c >= 0; c = next()) {
      boolean second = returned && c == '\n';
      returned = c == '\r';
      if (!second && (c == '\n' || c == '\r')) {
        return Optional.of(line.toString());
      }
      if (!second) {
        line.append((char) c);
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
  }

  // A read that waits forever cannot be interrupted.
  private int next() throws IOException {
    int c = NonBlockingReader.READ_EXPIRED;
    while (c == NonBlockingReader.READ_EXPIRED) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException();
      }
      c = terminal.reader().read(WAIT_MILLIS);
    }
    return c;
  }
}
