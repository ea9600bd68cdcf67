package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Sensitive;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * What a snippet prints, on its way to the console's data. A print stream encodes whole characters
 * at once, so each piece can be decoded by itself.
 */
public final class PrintedText extends OutputStream {

  private final Writer data;
  private final boolean unmasked;

  public PrintedText(Writer data, boolean unmasked) {
    this.data = data;
    this.unmasked = unmasked;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    data.write(unmasked ? text : masked(text));
  }

  private static String masked(String text) {
    return Redaction.PROCESS.isKnown(text)
        ? text.replace(text.strip(), Sensitive.MASK)
        : Redaction.PROCESS.redact(text);
  }

  @Override
  public void flush() throws IOException {
    data.flush();
  }
}
