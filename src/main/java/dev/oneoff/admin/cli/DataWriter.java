package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Tells a reader that has gone (`| head`), which is no failure, from output that cannot be written.
 */
final class DataWriter extends FilterWriter {

  DataWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) {
    attempt(() -> out.write(c));
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    attempt(() -> out.write(buffer, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    attempt(() -> out.write(text, offset, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  private interface Write {
    void run() throws IOException;
  }

  // Java has no type for EPIPE; the message is the operating system's.
  private static void attempt(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      String lower = message.toLowerCase(Locale.ROOT);
      if (lower.contains("broken pipe")
          || lower.contains("pipe is being closed")
          || lower.contains("epipe")) {
        throw new OutputClosed();
      }
      throw AdminException.failed("Standard output cannot be written: " + message + ".", e);
    }
  }
}
