package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;
import java.util.List;

/** Reads a file's records, a chunk at a time. */
public interface RecordReader extends AutoCloseable {

  /** Is told about invalid records, which the reader skips. */
  interface Rejects {
    /**
     * Receives one.
     *
     * @param text its text
     */
    void reject(long line, String reason, String text) throws IOException;
  }

  /** The names of the values, in order. */
  List<String> header();

  /**
   * Reads until the chunk is full, as many records are rejected, or the file ends.
   *
   * @return whether there may be more
   * @throws BadFileException if nothing more can be read
   */
  boolean read(RecordBuffer chunk, Rejects rejects) throws IOException;

  /** A record's values as they could be written in the file, on a line of their own. */
  String line(RecordBuffer chunk, int row);

  @Override
  void close() throws IOException;
}
