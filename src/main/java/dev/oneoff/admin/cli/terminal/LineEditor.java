package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;

/**
 * Reads lines from a person at a terminal. The terminal is the one of stdin and stderr: stdout is
 * data, and may be redirected.
 */
public final class LineEditor implements AutoCloseable {

  private static final int HISTORY_LINES = 5000;
  // In vi mode Escape is a key of its own; otherwise it starts a key sequence.
  private static final long VI_ESCAPE_MILLIS = 200;
  private static final long ESCAPE_MILLIS = 1000;

  /** What a console adds to line editing; empty adds nothing. */
  public record Language(
      Optional<Parser> parser, Optional<Completer> completer, Optional<Highlighter> highlighter) {

    public static Language of(Parser parser, Completer completer, Highlighter highlighter) {
      return new Language(Optional.of(parser), Optional.of(completer), Optional.of(highlighter));
    }
  }

  private final Terminal terminal;
  private final LineReader reader;
  private final Optional<Path> historyFile;
  private final Attributes original;
  private final boolean colours;
  private final PlainLines plain;
  private Runnable closing = () -> {};

  private LineEditor(
      Terminal terminal, LineReader reader, Optional<Path> historyFile, boolean colours) {
    this.colours = colours;
    this.terminal = terminal;
    this.reader = reader;
    this.plain = new PlainLines(terminal, reader);
    this.historyFile = historyFile;
    this.original = terminal.getAttributes();
  }

  /**
   * Opens the terminal; {@link #close()} restores it.
   *
   * @param history where lines are kept, if anywhere; see {@link HistoryFile}
   * @throws AdminException {@code CONFIGURATION} if it cannot be opened
   */
  public static LineEditor open(Language language, Optional<Path> history) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .name("oneoff")
              .systemOutput(TerminalBuilder.SystemOutput.SysErr)
              // A terminal that cannot move its cursor can still read lines.
              .dumb("dumb".equals(System.getenv("TERM")))
              // Querying the terminal for it would discard what was typed before the prompt
              // appeared.
              .graphemeCluster(false)
              .build();
      sized(terminal);
      LineEditor editor = on(terminal, language, history, Colours.wanted());
      Suspension.bind(terminal, editor.reader, editor.original);
      if (terminal instanceof DumbTerminal) {
        // On such a terminal JLine leaves signals to the process, which would end.
        String interrupt = Terminal.Signal.INT.name();
        Object before = Signals.register(interrupt, () -> terminal.raise(Terminal.Signal.INT));
        editor.closing = () -> Signals.unregister(interrupt, before);
      }
      editor.edit(EditingMode.asked());
      return editor;
    } catch (IOException | IllegalStateException e) {
      throw AdminException.configuration("The terminal cannot be opened: " + e.getMessage(), e);
    }
  }

  // A terminal without a size would be taken for one with no room to edit in.
  private static void sized(Terminal terminal) {
    if (terminal.getSize().getColumns() < 1 || terminal.getSize().getRows() < 1) {
      TerminalSize size = TerminalSize.of(0, 0);
      terminal.setSize(Size.of(size.columns(), size.rows()));
    }
  }

  /** The same on any terminal. */
  static LineEditor on(
      Terminal terminal, Language language, Optional<Path> history, boolean colours) {
    // Between two lines nothing is running that could be stopped.
    terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
    LineEditor editor =
        new LineEditor(terminal, reader(terminal, language, history, colours), history, colours);
    Unfinished.hint(editor.reader);
    // Ctrl-X Ctrl-E; JLine's own binding wants an editor of JLine's, which is not in the jar.
    editor.reader.getWidgets().put(LineReader.EDIT_AND_EXECUTE_COMMAND, editor::editLine);
    Objects.requireNonNull(editor.reader.getKeyMaps().get(LineReader.VIINS))
        .bind(new Reference(LineReader.EDIT_AND_EXECUTE_COMMAND), KeyMap.translate("^X^E"));
    return editor;
  }

  /** Switches the key bindings, unless the terminal is one without line editing. */
  public void edit(EditingMode mode) {
    Map<String, KeyMap<Binding>> keys = reader.getKeyMaps();
    if (keys.get(LineReader.MAIN) != keys.get(LineReader.DUMB)) {
      boolean vi = mode == EditingMode.VI;
      keys.put(LineReader.MAIN, keys.get(vi ? LineReader.VIINS : LineReader.EMACS));
      reader.setVariable(LineReader.EDITING_MODE, mode.toString());
      reader.setVariable(LineReader.AMBIGUOUS_BINDING, vi ? VI_ESCAPE_MILLIS : ESCAPE_MILLIS);
    }
  }

  private boolean editLine() {
    Attributes before = terminal.getAttributes();
    terminal.setAttributes(original);
    try {
      String edited = TextEditor.edit(reader.getBuffer().toString());
      reader.getBuffer().clear();
      reader.getBuffer().write(edited);
    } catch (AdminException e) {
      reader.printAbove(String.valueOf(e.getMessage()));
    } finally {
      terminal.setAttributes(before);
    }
    reader.callWidget(LineReader.REDRAW_LINE);
    return true;
  }

  private static LineReader reader(
      Terminal terminal, Language language, Optional<Path> history, boolean colours) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("oneoff")
            .history(new TypedLines())
            .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
            .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  ...> ")
            // Otherwise a closing bracket removes spaces before it, even in strings.
            .variable(LineReader.INDENTATION, 0)
            // '!' occurs in programs, and does not recall an earlier line.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .option(LineReader.Option.AUTO_LIST, true);
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    language.parser().ifPresent(builder::parser);
    language.completer().ifPresent(builder::completer);
    language.highlighter().filter(each -> colours).ifPresent(builder::highlighter);
    LineReader reader = builder.build();
    if (colours) {
      HistorySuggestions.show(reader);
    }
    return reader;
  }

  /**
   * What was typed, possibly several lines; empty when Ctrl-D ends the session. Ctrl-C discards the
   * line and prompts again.
   */
  public Optional<String> read(AttributedString prompt) {
    if (PlainLines.areOf(terminal)) {
      return plain.read(prompt.toString());
    }
    while (true) {
      try {
        return Optional.of(reader.readLine(colours ? prompt.toAnsi(terminal) : prompt.toString()));
      } catch (UserInterruptException e) {
        // Discarded.
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  /** One line in answer to a question, which no history keeps; empty on Ctrl-C and Ctrl-D. */
  public String ask(String question) {
    try {
      return PlainLines.areOf(terminal)
          ? plain.ask(question).orElse("").strip()
          : LineReaderBuilder.builder().terminal(terminal).build().readLine(question).strip();
    } catch (UserInterruptException | EndOfFileException | IOException e) {
      return "";
    }
  }

  /**
   * Shows what was typed in this session and before, oldest first: unredacted, since it is no news
   * to the person who typed it, so that it can be typed again.
   */
  public void showHistory() {
    for (History.Entry entry : reader.getHistory()) {
      terminal.writer().println(entry.line());
    }
    terminal.flush();
  }

  /**
   * Does the work, and runs the reaction on another thread each time Ctrl-C is pressed meanwhile;
   * the process continues.
   */
  public <E extends Exception> void interruptible(Stoppable<E> work, Runnable reaction) throws E {
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> reaction.run());
    try {
      work.run();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  /** What {@link #interruptible} does. */
  public interface Stoppable<E extends Exception> {
    void run() throws E;
  }

  /** Clears the screen. */
  public void clear() {
    terminal.puts(InfoCmp.Capability.clear_screen);
    terminal.flush();
  }

  /** Its current width in columns. */
  public int columns() {
    return size().columns();
  }

  /** Its current height in lines. */
  public int rows() {
    return size().rows();
  }

  private TerminalSize size() {
    return TerminalSize.of(terminal.getSize().getColumns(), terminal.getSize().getRows());
  }

  @Override
  public void close() {
    try {
      if (historyFile.isPresent()) {
        reader.getHistory().save();
      }
      terminal.close();
      closing.run();
    } catch (IOException e) {
      throw AdminException.failed("The terminal cannot be closed: " + e.getMessage(), e);
    }
  }
}
