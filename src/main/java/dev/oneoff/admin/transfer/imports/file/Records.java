package dev.oneoff.admin.transfer.imports.file;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.IOException;

/**
 * Opens a file for reading its records.
 *
 * @param delimiter between the fields of CSV
 * @param longest how many characters a record may have: no more than that is ever buffered
 */
public record Records(RowFormat format, char delimiter, int longest) {

  /**
   * Reads the names of the values.
   *
   * @throws AdminException {@code REFUSED} if even those are wrong
   */
  public RecordReader open(SourceFile file) {
    try {
      return format == RowFormat.CSV
          ? new CsvRecords(file.open(), delimiter, longest)
          : new JsonRecords(file.open(), longest);
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /** Says that the file cannot be read, where and why. */
  public static AdminException refused(SourceFile file, IOException e) {
    return AdminException.refused(
        (file.stdin() ? "stdin" : file.name())
            + (e instanceof BadFileException bad ? ", line " + bad.line() : "")
            + ": "
            + e.getMessage()
            + ". Nothing of it was imported.",
        e);
  }
}
