package dev.oneoff.admin.transfer.in.file;

import java.util.Locale;

/** How a file's records are written. */
public enum FileFormat {
  /**
   * A header line; an empty field is null, and {@code ""} the empty string, as PostgreSQL has it.
   */
  CSV,
  /** One JSON object on each line. */
  JSONL;

  /** By the name's ending, {@code .gz} aside; CSV where that says nothing. */
  public static FileFormat of(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? JSONL : CSV;
  }

  /** As it is shown and typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
