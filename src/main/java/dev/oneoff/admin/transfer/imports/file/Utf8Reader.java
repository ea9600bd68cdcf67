package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decodes UTF-8 only, and knows on which line it is invalid. A byte order mark is skipped. */
final class Utf8Reader extends Reader {

  private static final char MARK = '\ufeff';

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean atEnd;
  private boolean begun;
  private long line = 1;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(into, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, atEnd);
      int decoded = chars.position() - offset;
      if (result.isError() && decoded == 0) {
        throw new BadFileException(
            line,
            String.format(
                Locale.ROOT,
                "the byte 0x%02x is not UTF-8. Convert the file: iconv -f latin1 -t utf-8",
                bytes.get(bytes.position())));
      }
      if (decoded > 0) {
        countLines(into, offset, decoded);
        return begun ? decoded : withoutMark(into, offset, decoded);
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
  }

  private int withoutMark(char[] into, int offset, int decoded) throws IOException {
    begun = true;
    if (into[offset] != MARK) {
      return decoded;
    }
    if (decoded == 1) {
      return read(into, offset, 1);
    }
    System.arraycopy(into, offset + 1, into, offset, decoded - 1);
    return decoded - 1;
  }

  private void countLines(char[] chars, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (chars[i] == '\n') {
        line++;
      }
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    try {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      atEnd = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
    } catch (IOException e) {
      throw new BadFileException(line, SourceFile.reason(e));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
