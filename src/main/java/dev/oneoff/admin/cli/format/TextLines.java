package dev.oneoff.admin.cli.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * The lines of a printer, which may not throw an {@link IOException} when one cannot be written.
 */
final class TextLines {

  private final Writer out;

  TextLines(Writer out) {
    this.out = out;
  }

  void add(String line) {
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
