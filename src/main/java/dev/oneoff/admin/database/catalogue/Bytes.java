package dev.oneoff.admin.database.catalogue;

import java.util.List;
import java.util.Locale;

/** A size in human-readable form. */
public final class Bytes {

  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

  private Bytes() {}

  /** {@code 8.2 kB}, {@code 123 GB}: in powers of a thousand. */
  public static String words(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.size() - 1) {
      size /= 1000;
      unit++;
    }
    String digits = unit == 0 || size >= 100 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, digits, size) + " " + UNITS.get(unit);
  }
}
