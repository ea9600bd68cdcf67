package dev.oneoff.admin.transfer;

import dev.oneoff.admin.AdminException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How rows stand in a file, and whether it is compressed. */
public record FileForm(RowFormat format, boolean gzip) {

  private static final String GZIP = ".gz";
  private static final Set<String> ENDINGS = Set.of("csv", "jsonl", "ndjson");

  /**
   * By the name's ending where nobody says the format; CSV where that says nothing either. What
   * ends with {@code .gz} is compressed.
   */
  public static FileForm of(Optional<RowFormat> asked, Optional<Path> file) {
    String name =
        file.map(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT)).orElse("");
    boolean gzip = name.endsWith(GZIP);
    String plain = gzip ? name.substring(0, name.length() - GZIP.length()) : name;
    return new FileForm(asked.orElseGet(() -> named(plain)), gzip);
  }

  /**
   * For a file that is to be written: a name must not promise another format than it gets.
   *
   * @throws AdminException {@code USAGE} if no format is known that the name ends with
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

  /** What a name ends with: {@code .csv.gz}. */
  public String ending() {
    return "." + format + (gzip ? GZIP : "");
  }
}
