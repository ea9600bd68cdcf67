package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.transfer.imports.file.BadFileException;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file's column names, and which columns contain masks instead of values. An export marks those
 * in their names; if they have been renamed, the values themselves give it away: a masked column
 * contains nothing but masks.
 *
 * @param masked by index
 */
record FileHeader(List<String> names, Set<Integer> masked) {

  private static final Pattern MARK =
      Pattern.compile("\\s*\\(masked\\)\\s*$", Pattern.CASE_INSENSITIVE);

  /** Records to inspect; a masked column shows in the first one that has a value. */
  private static final int SAMPLE = 1000;

  static FileHeader read(RecordReader reader) throws IOException {
    List<String> names = reader.header();
    Set<Integer> masked = new HashSet<>();
    RecordBuffer sample = new RecordBuffer(names.size(), SAMPLE);
    try {
      reader.read(sample, (line, reason, text) -> {});
    } catch (BadFileException e) {
      // The import reports the line, after those that can be read.
    }
    for (int place = 0; place < names.size(); place++) {
      if (MARK.matcher(names.get(place)).find() || onlyMasks(sample, place)) {
        masked.add(place);
      }
    }
    return new FileHeader(names, masked);
  }

  /** Without the marker for masked columns. */
  String plain(int place) {
    return MARK.matcher(names.get(place)).replaceFirst("");
  }

  private static boolean onlyMasks(RecordBuffer sample, int place) {
    boolean any = false;
    for (int row = 0; row < sample.rows(); row++) {
      if (!sample.isNull(row, place)) {
        if (!sample.value(row, place).equals(Sensitive.MASK)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }
}
