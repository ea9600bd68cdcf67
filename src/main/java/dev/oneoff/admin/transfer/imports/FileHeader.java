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
 * What a file calls its columns, and which of them hold masks and no values. The export marks those
 * by a word in their name; where somebody has given them another, the values themselves tell: a
 * masked column has nothing but masks.
 *
 * @param masked by their place
 */
record FileHeader(List<String> names, Set<Integer> masked) {

  private static final Pattern MARK =
      Pattern.compile("\\s*\\(masked\\)\\s*$", Pattern.CASE_INSENSITIVE);

  /** Records that are looked at; whoever is masked shows it in the first that has a value. */
  private static final int SAMPLE = 1000;

  static FileHeader read(RecordReader reader) throws IOException {
    List<String> names = reader.header();
    Set<Integer> masked = new HashSet<>();
    RecordBuffer sample = new RecordBuffer(names.size(), SAMPLE);
    try {
      reader.read(sample, (line, reason, text) -> {});
    } catch (BadFileException e) {
      // Whoever brings it in says which line it is, behind those that can be read.
    }
    for (int place = 0; place < names.size(); place++) {
      if (MARK.matcher(names.get(place)).find() || onlyMasks(sample, place)) {
        masked.add(place);
      }
    }
    return new FileHeader(names, masked);
  }

  /** Without the word that says that it is masked. */
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
