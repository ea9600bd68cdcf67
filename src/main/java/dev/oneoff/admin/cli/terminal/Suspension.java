package dev.oneoff.admin.cli.terminal;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;

/**
 * Ctrl-Z while a line is being typed: the process stops, like any other at a terminal, and {@code
 * fg} returns to the line. JLine reads with the terminal's signals disabled and does not handle
 * that key.
 */
final class Suspension {

  private static final String NAME = "suspend";

  private final Terminal terminal;
  private final LineReader reader;
  private final Attributes original;

  private Suspension(Terminal terminal, LineReader reader, Attributes original) {
    this.terminal = terminal;
    this.reader = reader;
    this.original = original;
  }

  /**
   * Binds the terminal's key for it, if it has one.
   *
   * @param original the terminal's attributes while nobody is editing
   */
  static void bind(Terminal terminal, LineReader reader, Attributes original) {
    int key = original.getControlChar(Attributes.ControlChar.VSUSP);
    if (key > 0) {
      Suspension suspension = new Suspension(terminal, reader, original);
      reader.getWidgets().put(NAME, suspension::suspend);
      Stream.of(LineReader.EMACS, LineReader.VIINS, LineReader.VICMD)
          .map(map -> Objects.requireNonNull(reader.getKeyMaps().get(map)))
          .forEach(map -> map.bind(new Reference(NAME), String.valueOf((char) key)));
    }
  }

  private boolean suspend() {
    Attributes editing = terminal.getAttributes();
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.CONT, Terminal.SignalHandler.SIG_IGN);
    terminal.puts(InfoCmp.Capability.keypad_local);
    terminal.writer().println(LineReaderImpl.BRACKETED_PASTE_OFF);
    terminal.flush();
    terminal.setAttributes(original);
    try {
      stop();
    } finally {
      terminal.setAttributes(editing);
      terminal.handle(Terminal.Signal.CONT, before);
      terminal.puts(InfoCmp.Capability.keypad_xmit);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
    }
    reader.callWidget(LineReader.REDRAW_LINE);
    return true;
  }

  // Its whole job, as the terminal does it; where nobody could resume it, as in a container, the
  // system ignores the signal.
  private static void stop() {
    try {
      new ProcessBuilder("sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
    } catch (IOException e) {
      // Without a shell there is no job either.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
