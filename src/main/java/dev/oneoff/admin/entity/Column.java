package dev.oneoff.admin.entity;

import dev.oneoff.admin.Sensitive;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One printed column.
 *
 * @param sensitive whether its values are masked
 * @param reading extracts its value from what was read; never called with null
 */
public record Column(String name, boolean sensitive, UnaryOperator<@Nullable Object> reading) {

  /** The value as it is printed. */
  public @Nullable Object of(@Nullable Object read, boolean unmasked) {
    Object value = read == null ? null : reading.apply(read);
    return value != null && sensitive && !unmasked ? Sensitive.MASK : PlainValue.of(value);
  }

  Column named(String other) {
    return new Column(other, sensitive, reading);
  }
}
