package dev.oneoff.admin.cli;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.format.TerminalPrinter;
import dev.oneoff.admin.cli.output.DataStream;
import dev.oneoff.admin.cli.output.DataWriter;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.cli.output.ProgressBarDisplay;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.cli.output.ProgressLines;
import dev.oneoff.admin.cli.output.StandardStreams;
import dev.oneoff.admin.cli.output.Terminals;
import dev.oneoff.admin.cli.terminal.Colours;
import dev.oneoff.admin.cli.terminal.TerminalSize;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The only class through which commands use the process's streams. stdout carries data and nothing
 * else; stderr is for conversation. Both are UTF-8.
 */
public final class Console {

  private static final String STANDARD_OUTPUT = "Standard output";

  // Back to the start of the line, and erase it.
  private static final String ERASE = "\r\u001b[K";

  private final Writer data;
  private final OutputStream bytes;
  private final PrintWriter talk;
  private final OutputStream talkBytes;
  private final InputStream stdin;
  private final BufferedReader input;
  private final boolean interactive;
  private final Questions questions;
  private final boolean paintable;
  private final boolean shown;
  private String transientLine = "";
  private boolean over;
  private volatile boolean unmasked;
  private final Set<String> once = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /**
   * A console on arbitrary streams, which never echo what is typed.
   *
   * @param interactive whether a person reads {@code talk} and types into {@code input}
   */
  public Console(OutputStream data, OutputStream talk, InputStream input, boolean interactive) {
    this(data, talk, input, interactive, false, on -> true);
  }

  private Console(
      OutputStream data,
      OutputStream talk,
      InputStream input,
      boolean interactive,
      boolean shown,
      Questions.Echo echo) {
    this.bytes = new DataStream(data, STANDARD_OUTPUT);
    this.data =
        new BufferedWriter(
            new DataWriter(new OutputStreamWriter(data, StandardCharsets.UTF_8), STANDARD_OUTPUT),
            1 << 15);
    this.talkBytes = talk;
    this.talk = new PrintWriter(new OutputStreamWriter(talk, StandardCharsets.UTF_8), true);
    this.stdin = input;
    this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    this.interactive = interactive;
    this.shown = shown;
    this.questions = new Questions(this.talk, this.input, interactive, echo);
    this.paintable = interactive && !"dumb".equals(System.getenv("TERM"));
  }

  static Console ofProcess() {
    // Dev mode keeps lines of its own at the bottom of the terminal, and draws them over anything
    // that bypasses System.out.
    boolean dev = DevMode.on();
    StandardStreams streams = StandardStreams.find();
    return new Console(
        dev ? System.out : streams.out(),
        dev ? System.err : new FileOutputStream(FileDescriptor.err),
        streams.in(),
        Terminals.isTerminal(0) && Terminals.isTerminal(2),
        Terminals.isTerminal(1),
        Terminals::echo);
  }

  /**
   * Where data goes; if the reader has gone away, the command ends quietly, with {@link
   * OutputClosed}.
   */
  public Writer data() {
    return data;
  }

  /** The same for data that is bytes already; text written earlier comes out first. */
  public OutputStream bytes() {
    flush();
    return bytes;
  }

  /**
   * Prints a table's rows as they arrive; call {@link RowPrinter#end()} only once all of them have.
   * On a terminal too narrow for a table, each row is a block of lines.
   */
  public RowPrinter rows(Format format, List<String> columns) {
    return shown && format == Format.TABLE
        ? new TerminalPrinter(data, columns, TerminalPrinter.Expanded.AUTO, size().columns())
        : format.printer(data, columns);
  }

  /** Prints one thing by its properties, in order. */
  public void properties(Format format, Map<String, ? extends @Nullable Object> properties) {
    format.print(data, properties);
  }

  /** Says a sentence to the person at the prompt. */
  public void say(String sentence) {
    say(sentence, false);
  }

  /** Shows rows to the person at the prompt; like all data, they are never recorded. */
  public void showRows(String rows) {
    tell(unmasked ? rows : Redaction.PROCESS.redact(rows), false);
  }

  /** Says it, unless it was said before. */
  public void sayOnce(String sentence) {
    if (once.add(sentence)) {
      say(sentence);
    }
  }

  /** Says that the process is ending; whatever the wreckage says after that is not heard. */
  void sayLast(String sentence) {
    say(sentence, true);
  }

  private void say(String whole, boolean last) {
    String masked = Redaction.PROCESS.redact(whole);
    if (!tell(unmasked ? whole : masked, last)) {
      return;
    }
    // Someone who sees everything must not have it recorded.
    String recorded = unmasked ? Redaction.PROCESS.redactUnreviewed(whole) : masked;
    listeners.forEach(listener -> listener.accept(recorded));
  }

  private boolean tell(String text, boolean last) {
    synchronized (talk) {
      if (over) {
        return false;
      }
      over = last;
      talk.print(transientLine.isEmpty() ? "" : ERASE);
      talk.println(text);
      talk.print(last ? "" : transientLine);
      talk.flush();
      return true;
    }
  }

  /** Where the talk of another process goes, which has looked after its secrets itself. */
  public OutputStream talkBytes() {
    talk.flush();
    return talkBytes;
  }

  /** Shows where a failure comes from. */
  void trace(Throwable failure) {
    synchronized (talk) {
      if (!over) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        talk.print(unmasked ? trace : Redaction.PROCESS.redactUnreviewed(trace.toString()));
        talk.flush();
      }
    }
  }

  /** Shows a line on a terminal that the next one replaces; nothing clears it. */
  public void paint(String line) {
    synchronized (talk) {
      if (over) {
        return;
      }
      talk.print(ERASE + line);
      talk.flush();
      transientLine = line;
    }
  }

  /**
   * Shows progress: a bar on a terminal, elsewhere a line now and then.
   *
   * @param name what is going on
   * @param total the number of items, if known
   * @param done how many of them are done already
   */
  public ProgressDisplay progress(String name, OptionalLong total, long done) {
    return paintable
        ? new ProgressBarDisplay(this, name, total, done)
        : new ProgressLines(this, total, done);
  }

  /** From now on, also passes everything said to this listener. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Somebody gave a reason why everything may be seen. */
  public void unmask() {
    unmasked = true;
  }

  /** Whether sensitive values are shown too. */
  public boolean unmasked() {
    return unmasked;
  }

  /** The size of the person's terminal. */
  public TerminalSize size() {
    return TerminalSize.asked();
  }

  /** Whether data goes to a terminal as well, so that a person reads it. */
  public boolean dataOnTerminal() {
    return shown;
  }

  /**
   * How wide to lay out data: {@code best}, or as wide as the terminal if that is narrower, but
   * never narrower than {@code least}.
   */
  public int width(int best, int least) {
    int wanted = TerminalSize.wanted().orElseGet(() -> shown ? size().columns() : best);
    return Math.max(least, TerminalSize.wanted().isPresent() ? wanted : Math.min(wanted, best));
  }

  /** Whether data may have colours. */
  public boolean colours() {
    return shown && Colours.wanted();
  }

  /** stdin as bytes; use either this or the methods that read it as text. */
  public InputStream stdin() {
    return stdin;
  }

  /** Everything on stdin, as text. */
  public String readAll() {
    try {
      StringWriter all = new StringWriter();
      input.transferTo(all);
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is somebody to ask. */
  public boolean interactive() {
    return interactive;
  }

  /**
   * Asks on the terminal. The answer comes without its line ending; no answer is the empty string.
   */
  public String ask(String question) {
    return questions.ask(question);
  }

  /**
   * Asks for something that nobody may see, not even while it is typed; no answer is the empty
   * string.
   */
  public String askUnseen(String question) {
    return questions.askUnseen(question);
  }

  /** Throws if data could not be written so far. */
  public void flush() {
    try {
      data.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      talk.flush();
    }
  }
}
