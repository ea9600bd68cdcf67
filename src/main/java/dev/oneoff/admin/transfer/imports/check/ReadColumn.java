package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values Java can parse.
 *
 * @param nullable whether its column accepts nulls
 */
record ReadColumn(int place, String header, String path, Class<?> type, boolean nullable) {

  /** Empty if only PostgreSQL can parse it, or its values belong to another entity. */
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
   * Null for null; and for what PostgreSQL accepts but Java cannot represent, like infinity: no
   * constraint can say anything about that.
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
