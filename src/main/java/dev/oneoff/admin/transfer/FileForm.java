package dev.oneoff.admin.transfer;

import dev.oneoff.admin.AdminException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The format of the rows in a file, and whether it is compressed. */
public record FileForm(RowFormat format, boolean gzip) {

  private static final String GZIP = ".gz";
  private static final Set<String> ENDINGS = Set.of("csv", "jsonl", "ndjson");

  /**
   * By the file's extension if no format is given; CSV if that says nothing either. Files ending in
   * {@code .gz} are compressed.
   */
  public static FileForm of(Optional<RowFormat> asked, Optional<Path> file) {
    String name =
        file.map(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT)).orElse("");
    boolean gzip = name.endsWith(GZIP);
    String plain = gzip ? name.substring(0, name.length() - GZIP.length()) : name;
    return new FileForm(asked.orElseGet(() -> named(plain)), gzip);
  }

  /**
   * For a file to be written: its name must not promise a format other than its own.
   *
   * @throws AdminException {@code USAGE} if the file's extension is unknown
   */
  static void requireKnown(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain = name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    int dot = plain.lastIndexOf('.');
    if (dot >= 0 && !ENDINGS.contains(plain.substring(dot + 1))) {
      throw AdminException.usage(
          "Rows cannot be written as "
              + plain.substring(dot)
              + ". Let the file's name end with .csv or .jsonl, or either with .gz behind it, or say the format with"
              + " --format.");
    }
  }

  private static RowFormat named(String plain) {
    return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? RowFormat.JSONL : RowFormat.CSV;
  }

  /** The file's extension: {@code .csv.gz}. */
  public String ending() {
    return "." + format + (gzip ? GZIP : "");
  }
}
