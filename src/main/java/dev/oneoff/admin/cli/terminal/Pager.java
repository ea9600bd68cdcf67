package dev.oneoff.admin.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a text to a terminal: directly if it fits, otherwise through the program in {@code PAGER}
 * or through less. If the reader quits that program early, the rest is discarded.
 */
public final class Pager extends Writer {

  private static final String LESS = "less";
  // Nobody reads through more.
  private static final int LINES = 200_000;
  private static final long FEEDER_MILLIS = 1000;
  // Everything written is non-empty.
  private static final String END = "";

  private final Writer terminal;
  private final Optional<String> program;
  private final int room;
  private final StringBuilder begin = new StringBuilder();
  private int columns = Integer.MAX_VALUE;
  private int column;
  private int lines;
  // The rows come from an open transaction, which does not wait for a reader.
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(LINES);
  private @Nullable Process process;
  private Thread feeder = new Thread();
  private volatile boolean left;
  private volatile long readFor;

  /**
   * A text that has not begun.
   *
   * @param rows how many lines the terminal shows at once
   * @param program by {@link #program()}; empty to write everything to the terminal
   */
  public Pager(Writer terminal, int rows, Optional<String> program) {
    this.terminal = terminal;
    this.room = rows - 2;
    this.program = program;
  }

  /** The program that shows long texts; empty if there is none, or none is wanted. */
  public static Optional<String> program() {
    return program(System.getenv());
  }

  static Optional<String> program(Map<String, String> variables) {
    String named = variables.get("PAGER");
    if (named != null) {
      String program = named.strip();
      if (program.isEmpty() || program.equals("cat")) {
        return Optional.empty();
      }
      if (isThere(program.split("\\s+", 2)[0], variables)) {
        return Optional.of(program);
      }
    }
    return Optional.of(LESS).filter(less -> isThere(less, variables));
  }

  private static boolean isThere(String program, Map<String, String> variables) {
    return program.indexOf('/') >= 0
        ? Files.isExecutable(Path.of(program))
        : Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** For how many nanoseconds the reader kept reading after everything had been written. */
  public long readFor() {
    return readFor;
  }

  /** Whether the reader has seen enough. */
  public boolean left() {
    return left;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    if (program.isEmpty()) {
      terminal.write(text, from, length);
      return;
    }
    if (process == null) {
      begin.append(text, from, length);
      for (int i = from; i < from + length; i++) {
        count(text[i]);
      }
      if (lines > room) {
        start();
      }
    } else if (length > 0) {
      pass(new String(text, from, length));
    }
  }

  /** A text rather than a table: long lines are wrapped. */
  public void wrap(int width) {
    columns = width;
  }

  private void count(char c) {
    column = c == '\n' ? 0 : column + 1;
    if (c == '\n') {
      lines++;
    } else if (column > columns) {
      lines++;
      column = 1;
    }
  }

  private void start() throws IOException {
    terminal.flush();
    ProcessBuilder builder =
        new ProcessBuilder(List.of("sh", "-c", program.orElseThrow()))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Long lines of a table are cut off and can be reached by scrolling sideways.
    boolean table = columns == Integer.MAX_VALUE;
    builder.environment().putIfAbsent("LESS", table ? "-FRSX" : "-FRX");
    Process started = builder.start();
    process = started;
    feeder = new Thread(() -> feed(started), "pager");
    feeder.start();
    pass(begin.toString());
  }

  private void feed(Process reader) {
    try (Writer pipe = new OutputStreamWriter(reader.getOutputStream(), StandardCharsets.UTF_8)) {
      for (String text = waiting.take(); !text.isEmpty(); text = waiting.take()) {
        pipe.write(text);
        if (waiting.isEmpty()) {
          pipe.flush();
        }
      }
    } catch (IOException | InterruptedException e) {
      left = true;
    }
  }

  private void pass(String text) {
    try {
      while (!left && !waiting.offer(text, 100, TimeUnit.MILLISECONDS)) {
        // Until there is room, or nobody is reading any more.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing needs to be seen before the text is complete or exceeds the terminal. */
  @Override
  public void flush() {}

  /** The text is complete; returns when it has been read. The terminal stays open. */
  @Override
  public void close() throws IOException {
    Process reader = process;
    if (reader == null) {
      terminal.append(begin);
      terminal.flush();
      begin.setLength(0);
      return;
    }
    pass(END);
    long begun = System.nanoTime();
    waitFor(reader);
    readFor = System.nanoTime() - begun;
  }

  private void waitFor(Process process) {
    try {
      process.waitFor();
      // It notices only now that nobody reads any more, unless what the program started still does.
      feeder.join(FEEDER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while the pager ran.", e));
    }
  }
}
