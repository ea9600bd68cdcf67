package dev.oneoff.admin.cli;

import dev.oneoff.admin.Interruption;
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
import dev.oneoff.admin.ledger.RunControl;
import dev.oneoff.admin.ledger.Transcript;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The only class that knows the process's streams. stdout is data and nothing else; stderr is
 * conversation. Both are UTF-8.
 */
public final class Console {

  private static final String STANDARD_OUTPUT = "Standard output";

  // To the line's begin, and away with what stands there.
  private static final String ERASE = "\r\u001b[K";

  private final Writer data;
  private final OutputStream bytes;
  private final PrintWriter talk;
  private final InputStream stdin;
  private final BufferedReader input;
  private final boolean interactive;
  private final Questions questions;
  private final Interruption interruption;
  private final boolean paintable;
  private final boolean shown;
  private String transientLine = "";
  private boolean over;
  private volatile boolean unmasked;
  private RunListener run = RunListener.NOWHERE;
  private volatile long processed;
  private volatile RunControl control;
  private Transcript transcript = Transcript.NONE;
  private Optional<String> reason = Optional.empty();
  private final Set<String> once = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** What is told of a command's run by the command itself. */
  public interface RunListener {

    /** Where nothing is recorded. */
    RunListener NOWHERE =
        new RunListener() {
          @Override
          public void begins(OptionalLong run) {}

          @Override
          public void carries(long run) {}

          @Override
          public void compareRelease() {}
        };

    /** The work begins: as a new run, or as one that did not come to its end. */
    void begins(OptionalLong run);

    /** The work is part of this run, which the command opened, and ends by itself. */
    void carries(long run);

    /** Says what is different from what serves, and refuses where it must not be. */
    void compareRelease();
  }

  /**
   * A console on any streams, where nothing that is typed is seen.
   *
   * @param interactive whether a person reads {@code talk} and types into {@code input}
   */
  public Console(
      OutputStream data,
      OutputStream talk,
      InputStream input,
      boolean interactive,
      Interruption interruption) {
    this(data, talk, input, interactive, false, on -> true, interruption);
  }

  private Console(
      OutputStream data,
      OutputStream talk,
      InputStream input,
      boolean interactive,
      boolean shown,
      Questions.Echo echo,
      Interruption interruption) {
    this.bytes = new DataStream(data, STANDARD_OUTPUT);
    this.data =
        new BufferedWriter(
            new DataWriter(new OutputStreamWriter(data, StandardCharsets.UTF_8), STANDARD_OUTPUT),
            1 << 15);
    this.talk = new PrintWriter(new OutputStreamWriter(talk, StandardCharsets.UTF_8), true);
    this.stdin = input;
    this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    this.interactive = interactive;
    this.shown = shown;
    this.questions = new Questions(this.talk, this.input, interactive, echo);
    this.interruption = interruption;
    this.control = RunControl.unrecorded(interruption);
    this.paintable = interactive && !"dumb".equals(System.getenv("TERM"));
  }

  static Console ofProcess(Interruption interruption) {
    // Dev mode keeps lines of its own at the terminal's end, and draws them over what passes by
    // System.out.
    boolean dev = DevMode.on();
    StandardStreams streams = StandardStreams.find();
    return new Console(
        dev ? System.out : streams.out(),
        dev ? System.err : new FileOutputStream(FileDescriptor.err),
        streams.in(),
        Terminals.isTerminal(0) && Terminals.isTerminal(2),
        Terminals.isTerminal(1),
        Terminals::echo,
        interruption);
  }

  /** Data goes here; a reader that has gone ends the command quietly, by {@link OutputClosed}. */
  public Writer data() {
    return data;
  }

  /** The same for what is in bytes already; what was written as text before comes before. */
  public OutputStream bytes() {
    flush();
    return bytes;
  }

  /**
   * Prints a table's rows as they come; call {@link RowPrinter#end()} only when all of them came.
   * On a terminal that a table does not fit into, each row is a block of lines.
   */
  public RowPrinter rows(Format format, List<String> columns) {
    return shown && format == Format.TABLE
        ? new TerminalPrinter(data, columns, TerminalPrinter.Expanded.AUTO, size().columns())
        : format.printer(data, columns);
  }

  /** Prints one thing by its properties, in their order. */
  public void record(Format format, Map<String, ? extends @Nullable Object> properties) {
    format.print(data, properties);
  }

  /** Says a sentence to the person at the prompt. */
  public void say(String sentence) {
    say(sentence, false);
  }

  /** Shows rows to the person at the prompt; like all data, they are written down nowhere. */
  public void show(String rows) {
    tell(unmasked ? rows : Redaction.PROCESS.of(rows), false);
  }

  /** Says it, if it was not said yet. */
  public void sayOnce(String sentence) {
    if (once.add(sentence)) {
      say(sentence);
    }
  }

  /** Says that the process ends; what is said of the wreck after that, nobody hears. */
  void sayLast(String sentence) {
    say(sentence, true);
  }

  private void say(String whole, boolean last) {
    String masked = Redaction.PROCESS.of(whole);
    if (!tell(unmasked ? whole : masked, last)) {
      return;
    }
    // Whoever sees everything does not write it down.
    String recorded = unmasked ? Redaction.PROCESS.ofUnseen(whole) : masked;
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

  /** Shows where a failure comes from. */
  void trace(Throwable failure) {
    synchronized (talk) {
      if (!over) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        talk.print(unmasked ? trace : Redaction.PROCESS.ofUnseen(trace.toString()));
        talk.flush();
      }
    }
  }

  /** Shows on a terminal a line that the next one takes the place of; nothing takes it away. */
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
   * Shows how far something is: a bar on a terminal, elsewhere a line now and then.
   *
   * @param name what is going on
   * @param total how many items there are, where that is known
   * @param done how many of them are done already
   */
  public ProgressDisplay progress(String name, OptionalLong total, long done) {
    return paintable
        ? new ProgressBarDisplay(this, name, total, done)
        : new ProgressLines(this, total, done);
  }

  /** Tells somebody else too, from now on, what is said. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /**
   * Says to the ledger that the work begins, again and again if need be; expected of a command that
   * is recorded once it begins.
   */
  public void begins() {
    run.begins(OptionalLong.empty());
  }

  /** The same, of work that goes on where this run of the ledger stopped. */
  public void begins(long former) {
    run.begins(OptionalLong.of(former));
  }

  /** The same, of work on a run that is opened, kept alive and ended by whoever calls this. */
  public void carries(long id) {
    run.carries(id);
  }

  /**
   * Compares this release with what serves, before a run is opened that this process carries.
   *
   * @throws dev.oneoff.admin.AdminException {@code REFUSED} if it differs and must not
   */
  public void compareRelease() {
    run.compareRelease();
  }

  /** By what a stoppable command tells how far it is, and hears that it shall wait or end. */
  public RunControl control() {
    return control;
  }

  public void control(RunControl opened) {
    control = opened;
  }

  /** Says to the ledger how many items a recorded command has got through. */
  public void processed(long items) {
    processed = items;
    control.progress(items, 0);
  }

  public long processed() {
    return processed;
  }

  /**
   * Where each statement is written down before it runs; of a recorded command on a database that
   * has a ledger.
   */
  public Transcript transcript() {
    return transcript;
  }

  public void transcript(Transcript opened) {
    transcript = opened;
  }

  /** What {@code --reason} says, of a recorded command. */
  public Optional<String> reason() {
    return reason;
  }

  /** Somebody said why everything may be seen. */
  public void unmask() {
    unmasked = true;
  }

  /** Whether what is sensitive is shown too. */
  public boolean unmasked() {
    return unmasked;
  }

  public void reason(Optional<String> given) {
    reason = given;
  }

  /** How much the person's terminal shows at once. */
  public TerminalSize size() {
    return TerminalSize.asked();
  }

  /** Whether data goes to a terminal too, so that a person reads it. */
  public boolean shown() {
    return shown;
  }

  /** How wide a text of data is: as the terminal where that has less room than is good to read. */
  public int width(int best, int least) {
    int wanted = TerminalSize.wanted().orElseGet(() -> shown ? size().columns() : best);
    return Math.max(least, TerminalSize.wanted().isPresent() ? wanted : Math.min(wanted, best));
  }

  /** Whether data may have colours. */
  public boolean colours() {
    return shown && Colours.wanted();
  }

  /** What comes on stdin, in bytes; use either this or what reads it as text. */
  public InputStream stdin() {
    return stdin;
  }

  /** All that comes on stdin. */
  public String readAll() {
    try {
      StringWriter all = new StringWriter();
      input.transferTo(all);
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void recordedBy(RunListener listener) {
    run = listener;
  }

  /** Whether somebody can be asked. */
  public boolean interactive() {
    return interactive;
  }

  public Interruption interruption() {
    return interruption;
  }

  /**
   * Asks on the terminal. The answer comes without its line end; none at all is the empty string.
   */
  public String ask(String question) {
    return questions.ask(question);
  }

  /** Asks for what nobody may see, not even while it is typed; nothing is the empty string. */
  public String askUnseen(String question) {
    return questions.askUnseen(question);
  }

  /** Throws what could not be written so far. */
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
