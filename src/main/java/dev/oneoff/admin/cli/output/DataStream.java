package dev.oneoff.admin.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream of data bytes, whose failures are reported like those of {@link DataWriter}. */
public final class DataStream extends FilterOutputStream {

  private final String where;

  /**
   * A stream that explains its failures.
   *
   * @param where starts the sentence about a failure: {@code Standard output}
   */
  public DataStream(OutputStream out, String where) {
    super(out);
    this.where = where;
  }

  @Override
  public void write(int b) {
    try {
      out.write(b);
    } catch (IOException e) {
      throw OutputFailure.explain(e, where);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw OutputFailure.explain(e, where);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw OutputFailure.explain(e, where);
    }
  }
}
