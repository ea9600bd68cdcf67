package dev.oneoff.admin.transfer;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How rows stand in a file, and whether it is compressed. */
public record FileForm(RowFormat format, boolean gzip) {

  private static final String GZIP = ".gz";

  /**
   * By the name's ending where nobody says the format; CSV where that says nothing either. What
   * ends with {@code .gz} is compressed.
   */
  public static FileForm of(Optional<RowFormat> asked, Optional<Path> file) {
    String name =
        file.map(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT)).orElse("");
    boolean gzip = name.endsWith(GZIP);
    String plain = gzip ? name.substring(0, name.length() - GZIP.length()) : name;
    RowFormat named =
        plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? RowFormat.JSONL : RowFormat.CSV;
    return new FileForm(asked.orElse(named), gzip);
  }

  /** What a name ends with: {@code .csv.gz}. */
  public String ending() {
    return "." + format + (gzip ? GZIP : "");
  }
}
