package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values Java can read.
 *
 * @param nullable whether its column takes nulls
 */
record ReadColumn(int place, String header, String path, Class<?> type, boolean nullable) {

  /** Nothing where only PostgreSQL reads it, or its values are another entity's. */
  static Optional<ReadColumn> of(FileColumn column) {
    return column.lookup().isPresent()
        ? Optional.empty()
        : column
            .target()
            .javaType()
            .filter(TextValues::knows)
            .map(
                type ->
                    new ReadColumn(
                        column.place(),
                        column.header(),
                        column.target().path().orElse(""),
                        type,
                        column.target().nullable()));
  }

  /**
   * Nothing for null; nor for what PostgreSQL takes and Java has no value for, like infinity: no
   * constraint can say anything of that.
   */
  @Nullable Object read(RecordBuffer chunk, int row) {
    if (chunk.isNull(row, place)) {
      return null;
    }
    try {
      return TextValues.read(type, chunk.value(row, place));
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }
}
