package dev.oneoff.admin.cli.format;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value as text, the same in every format that has nothing but text. */
public final class CellText {

  private CellText() {}

  /** {@code null} stays what it is: each format has its own word for it. */
  public static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
