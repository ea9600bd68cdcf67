package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;
import java.util.List;

/** Reads a file's records, some at a time. */
public interface RecordReader extends AutoCloseable {

  /** Is told of records that are none: the reader goes on behind them. */
  interface Rejects {
    /**
     * Takes one.
     *
     * @param text what stands there
     */
    void reject(long line, String reason, String text) throws IOException;
  }

  /** What the values are called, in their order. */
  List<String> header();

  /**
   * Reads until the chunk is full, as many records are rejected, or the file ends.
   *
   * @return whether there may be more
   * @throws BadFileException where nothing can be read any more
   */
  boolean read(RecordBuffer chunk, Rejects rejects) throws IOException;

  /** How a record's values could stand in the file, on a line of their own. */
  String line(RecordBuffer chunk, int row);

  @Override
  void close() throws IOException;
}
