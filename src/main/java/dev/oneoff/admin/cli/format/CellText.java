package dev.oneoff.admin.cli.format;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value as text, the same in every text-only format. */
public final class CellText {

  private CellText() {}

  /** {@code null} stays {@code null}: each format has its own word for it. */
  public static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
