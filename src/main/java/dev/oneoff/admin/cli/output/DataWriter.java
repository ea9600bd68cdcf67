package dev.oneoff.admin.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Distinguishes a reader that has gone away (`| head`), which is not a failure, from output that
 * cannot be written.
 */
public final class DataWriter extends FilterWriter {

  private final String where;

  /**
   * A writer that explains its failures.
   *
   * @param where starts the sentence about a failure: {@code Standard output}
   */
  public DataWriter(Writer out, String where) {
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

  private RuntimeException failure(IOException e) {
    return OutputFailure.explain(e, where);
  }
}
