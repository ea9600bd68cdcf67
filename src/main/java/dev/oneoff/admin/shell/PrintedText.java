package dev.oneoff.admin.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * What a snippet prints, on its way to the console's data. A print stream encodes whole characters
 * at once, so each piece can be decoded by itself.
 */
final class PrintedText extends OutputStream {

  private final Writer data;

  PrintedText(Writer data) {
    this.data = data;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    data.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    data.flush();
  }
}
