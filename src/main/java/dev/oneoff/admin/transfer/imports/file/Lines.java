package dev.oneoff.admin.transfer.imports.file;

import dev.oneoff.admin.OwnSetting;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Splits a text at its line breaks, without an object for each line. */
final class Lines {

  private final Reader in;
  private final int longest;
  private char[] buffer = new char[1 << 16];
  private int begin;
  private int end;
  private int limit;
  private long number;
  private boolean atEnd;

  Lines(Reader in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line, if there is one. */
  boolean next() throws IOException {
    begin = number == 0 ? 0 : end + 1;
    int scanned = begin;
    while (true) {
      for (int i = scanned; i < limit; i++) {
        if (buffer[i] == '\n') {
          end = i;
          number++;
          return true;
        }
      }
      scanned = limit;
      if (atEnd) {
        end = limit;
        boolean last = begin < limit;
        number += last ? 1 : 0;
        begin = Math.min(begin, limit);
        return last;
      }
      if (limit - begin > longest) {
        throw new BadFileException(
            number + 1,
            "the line is longer than "
                + longest
                + " characters; "
                + OwnSetting.IMPORT_LONGEST_RECORD
                + " allows more");
      }
      scanned -= fill();
    }
  }

  // Says how far everything has moved to the front.
  private int fill() throws IOException {
    int moved = Math.min(begin, limit);
    System.arraycopy(buffer, moved, buffer, 0, limit - moved);
    limit -= moved;
    begin -= moved;
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    atEnd = read < 0;
    limit += Math.max(0, read);
    return moved;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  char[] text() {
    return buffer;
  }

  int from() {
    return begin;
  }

  /** Without the carriage return of a Windows file. */
  int length() {
    return end > begin && buffer[end - 1] == '\r' ? end - begin - 1 : end - begin;
  }

  boolean blank() {
    for (int i = begin; i < end; i++) {
      if (buffer[i] > ' ') {
        return false;
      }
    }
    return true;
  }
}
