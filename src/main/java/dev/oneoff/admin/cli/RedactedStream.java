package dev.oneoff.admin.cli;

import dev.oneoff.admin.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What libraries and snippets print by themselves, without what is sensitive. A print stream
 * encodes whole texts at once, so each piece can be looked through by itself.
 */
final class RedactedStream extends OutputStream {

  // In dev mode and in tests one process runs several commands.
  private static @Nullable PrintStream installed;
  private static @Nullable OutputStream raw;

  private final OutputStream target;
  private final BooleanSupplier whole;

  private RedactedStream(OutputStream target, BooleanSupplier whole) {
    this.target = target;
    this.whole = whole;
  }

  /**
   * From now on what is printed to {@code System.err} goes through it.
   *
   * @param whole whether everything may be seen
   */
  static synchronized void install(BooleanSupplier whole) {
    PrintStream former = installed;
    OutputStream target = former == System.err && raw != null ? raw : System.err;
    raw = target;
    installed = new PrintStream(new RedactedStream(target, whole), true, StandardCharsets.UTF_8);
    System.setErr(installed);
  }

  @Override
  public void write(int b) throws IOException {
    target.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (whole.getAsBoolean()) {
      target.write(bytes, offset, length);
    } else {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      target.write(Redaction.PROCESS.ofUnseen(text).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }
}
