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

  private final String where;

  /**
   * A writer that explains.
   *
   * @param where begins the sentence about a failure: {@code Standard output}
   */
  DataWriter(Writer out, String where) {
    super(out);
    this.where = where;
  }

  @Override
  public void write(int c) {
    try {
      out.write(c);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    try {
      out.write(buffer, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    try {
      out.write(text, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  // Java has no type for EPIPE; the message is the operating system's.
  private RuntimeException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("broken pipe")
        || lower.contains("pipe is being closed")
        || lower.contains("epipe")) {
      return new OutputClosed();
    }
    return AdminException.failed(where + " cannot be written: " + message + ".", e);
  }
}
