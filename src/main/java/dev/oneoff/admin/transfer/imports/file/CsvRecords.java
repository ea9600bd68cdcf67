package dev.oneoff.admin.transfer.imports.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV with a header, as PostgreSQL writes and reads it. */
final class CsvRecords implements RecordReader {

  private final CsvReader<Boolean> reader;
  private final Iterator<Boolean> records;
  private final char delimiter;
  private final int longest;
  private final List<String> header = new ArrayList<>();
  // Where the next record goes; null for the header.
  private @Nullable RecordBuffer chunk;
  private long line = 1;
  // The number of fields beyond those in the header.
  private final StringBuilder extra = new StringBuilder();
  private boolean tooLong;

  /**
   * Reads the header.
   *
   * @param longest how many characters a record may have
   */
  CsvRecords(InputStream in, char delimiter, int longest) throws IOException {
    this.delimiter = delimiter;
    this.longest = longest;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(false)
            // Counted here: a ragged line is rejected, and the next one is read.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(longest)
            .build(new IntoChunk(), new Utf8Reader(in));
    this.records = reader.iterator();
    try {
      if (!records.hasNext()) {
        throw new BadFileException(1, "the file is empty; its first line must name the columns");
      }
      records.next();
    } catch (CsvParseException | UncheckedIOException e) {
      throw explain(e);
    }
    requireHeader();
  }

  private void requireHeader() throws BadFileException {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (name.isBlank()) {
        throw new BadFileException(1, "the header has a column without a name");
      }
      if (!names.add(name)) {
        throw new BadFileException(1, "the header has '" + name + "' twice");
      }
    }
  }

  @Override
  public List<String> header() {
    return List.copyOf(header);
  }

  @Override
  public boolean read(RecordBuffer into, Rejects rejects) throws IOException {
    chunk = into;
    try {
      for (int rejected = 0; !into.full() && rejected < into.capacity(); ) {
        if (!records.hasNext()) {
          return false;
        }
        records.next();
        if (into.fields() == header.size()) {
          into.end();
        } else {
          int fields = into.fields();
          String text = text(into, into.rows(), Math.min(fields, header.size())) + extra;
          into.discard();
          rejected++;
          rejects.reject(
              line,
              fields == 0
                  ? "is empty"
                  : "has "
                      + fields
                      + (fields == 1 ? " field" : " fields")
                      + " and the header "
                      + header.size(),
              text);
        }
      }
      return true;
    } catch (CsvParseException | UncheckedIOException e) {
      throw explain(e);
    } finally {
      chunk = null;
    }
  }

  // The parser wraps what its reader throws, and reports lines in its own sentence.
  private IOException explain(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadFileException known) {
        return known;
      }
    }
    String text = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    // The unterminated record starts after the last complete one.
    long begun = Math.max(line, reader(text));
    if (tooLong || text.contains("buffer size")) {
      return new BadFileException(
          begun,
          "a value or record is longer than "
              + longest
              + " characters; oneoff.import.longest-record allows more. Or a quote is not closed");
    }
    if (text.contains("closing quote") || text.contains("Unexpected character")) {
      return new BadFileException(begun, "there is text after a closing quote");
    }
    if (text.contains("nclosed")) {
      return new BadFileException(begun, "a quote is opened and never closed");
    }
    return new BadFileException(begun, text);
  }

  private static long reader(String text) {
    java.util.regex.Matcher number = java.util.regex.Pattern.compile("line (\\d+)").matcher(text);
    return number.find() ? Long.parseLong(number.group(1)) : 0;
  }

  @Override
  public String line(RecordBuffer of, int row) {
    return text(of, row, of.width());
  }

  private String text(RecordBuffer of, int row, int fields) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < fields; column++) {
      text.append(column == 0 ? "" : String.valueOf(delimiter));
      if (!of.isNull(row, column)) {
        text.append(field(of.value(row, column)));
      }
    }
    return text.toString();
  }

  private String field(String value) {
    boolean plain =
        !value.isEmpty()
            && value.indexOf(delimiter) < 0
            && value.indexOf('"') < 0
            && value.indexOf('\n') < 0
            && value.indexOf('\r') < 0;
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Copies the parser's characters directly into the chunk. */
  private final class IntoChunk extends AbstractBaseCsvCallbackHandler<Boolean> {

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
      if (chunk != null) {
        chunk.begin(startingLine);
        extra.setLength(0);
      }
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      if (chunk == null) {
        header.add(new String(buffer, offset, length).strip());
        return;
      }
      boolean isNull = length == 0 && !quoted;
      chunk.add(buffer, offset, length, isNull);
      if (index >= header.size()) {
        extra.append(delimiter).append(isNull ? "" : field(new String(buffer, offset, length)));
      }
      if (chunk.size() + extra.length() > longest) {
        tooLong = true;
        throw new CsvParseException("buffer size");
      }
    }

    // An empty line is one empty field, which is null; in a file with one column that is a record.
    @Override
    protected void handleEmpty() {
      if (chunk != null && header.size() == 1) {
        chunk.add(new char[0], 0, 0, true);
      }
    }

    @Override
    protected Boolean buildRecord() {
      return Boolean.TRUE;
    }
  }
}
