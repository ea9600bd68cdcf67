package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Supplier;

/**
 * Hands the parser a file in blocks. It asks for the next one only within a value, so that what it
 * got since the last value belongs to this one.
 */
final class CsvInput extends Reader {

  static final int BLOCK = 8192;

  private final Reader file;
  private final int longest;
  private final Supplier<BadFileException> tooLong;
  private long since;
  private boolean atEnd;

  /**
   * The blocks of a file.
   *
   * @param longest how many characters a value may have
   * @param tooLong makes what is thrown if one has more
   */
  CsvInput(Reader file, int longest, Supplier<BadFileException> tooLong) {
    this.file = file;
    this.longest = longest;
    this.tooLong = tooLong;
  }

  /** A value has ended. */
  void valueEnded() {
    since = 0;
  }

  boolean atEnd() {
    return atEnd;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (since > longest) {
      throw tooLong.get();
    }
    int read = file.read(into, offset, Math.min(length, BLOCK));
    atEnd = read < 0;
    since += Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
