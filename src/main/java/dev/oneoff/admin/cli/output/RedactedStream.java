package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Redacts what libraries and snippets print by themselves. A print stream passes a text on at once,
 * but a long one in pieces the size of its buffer: those wait for the rest, and so do single bytes.
 */
public final class RedactedStream extends OutputStream {

  // A multi-byte character may not fit at the end of the buffer.
  private static final int FULL = 8192 - 4;
  private static final int MOST = 1_000_000;

  // In dev mode and in tests one process runs several commands.
  private static @Nullable PrintStream installed;
  private static @Nullable OutputStream raw;

  private final OutputStream target;
  private final BooleanSupplier whole;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  /** Whether the rest of the held text will arrive by itself. */
  private boolean goesOn;

  RedactedStream(OutputStream target, BooleanSupplier whole) {
    this.target = target;
    this.whole = whole;
  }

  /**
   * From now on everything printed to {@code System.err} goes through it.
   *
   * @param whole whether everything may be seen
   */
  public static synchronized void install(BooleanSupplier whole) {
    PrintStream former = installed;
    if (former == null) {
      Runtime.getRuntime().addShutdownHook(new Thread(RedactedStream::end, "last words"));
    }
    OutputStream target = former == System.err && raw != null ? raw : System.err;
    raw = target;
    installed = new PrintStream(new RedactedStream(target, whole), true, StandardCharsets.UTF_8);
    System.setErr(installed);
  }

  private static synchronized void end() {
    PrintStream last = installed;
    if (last != null) {
      last.close();
    }
  }

  @Override
  public synchronized void write(int b) throws IOException {
    goesOn = false;
    held.write(b);
    if (b == '\n' || held.size() >= MOST) {
      tell();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    held.write(bytes, offset, length);
    goesOn = length >= FULL && held.size() < MOST;
    if (!goesOn) {
      tell();
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    // A print stream flushes after each piece.
    if (!goesOn) {
      tell();
    }
    target.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    goesOn = false;
    flush();
  }

  private void tell() throws IOException {
    byte[] text = held.toByteArray();
    held.reset();
    target.write(
        whole.getAsBoolean()
            ? text
            : Redaction.PROCESS
                .redactUnreviewed(new String(text, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }
}
