package dev.oneoff.admin.transfer.imports.stage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in COPY's text format, in UTF-8, in one reusable array. */
final class CopyText {

  private byte[] bytes = new byte[1 << 18];
  private int length;
  private boolean rowBegun;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  CopyText number(long value) {
    separate();
    ensure(20);
    byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, bytes, length, digits.length);
    length += digits.length;
    return this;
  }

  CopyText nothing() {
    separate();
    ensure(2);
    bytes[length++] = '\\';
    bytes[length++] = 'N';
    return this;
  }

  CopyText text(@Nullable String value) {
    return value == null ? nothing() : text(value.toCharArray(), 0, value.length());
  }

  CopyText text(char[] chars, int from, int to) {
    separate();
    // Three bytes for a character, or four for two; two for an escaped one.
    ensure(3 * (to - from));
    byte[] into = bytes;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c < 0x80) {
        if (c == '\\' || c == '\n' || c == '\r' || c == '\t') {
          into[at++] = '\\';
          into[at++] = (byte) (c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\\');
        } else {
          into[at++] = (byte) c;
        }
      } else if (c < 0x800) {
        into[at++] = (byte) (0xc0 | (c >> 6));
        into[at++] = following(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(chars[i + 1])) {
        int point = Character.toCodePoint(c, chars[++i]);
        into[at++] = (byte) (0xf0 | (point >> 18));
        into[at++] = following(point >> 12);
        into[at++] = following(point >> 6);
        into[at++] = following(point);
      } else {
        // Half of a surrogate pair is not a character; JSON can contain one nevertheless.
        char whole = Character.isSurrogate(c) ? '\ufffd' : c;
        into[at++] = (byte) (0xe0 | (whole >> 12));
        into[at++] = following(whole >> 6);
        into[at++] = following(whole);
      }
    }
    length = at;
    return this;
  }

  // The lowest six bits.
  private static byte following(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  void end() {
    ensure(1);
    bytes[length++] = '\n';
    rowBegun = false;
  }

  private void separate() {
    if (rowBegun) {
      ensure(1);
      bytes[length++] = '\t';
    }
    rowBegun = true;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
