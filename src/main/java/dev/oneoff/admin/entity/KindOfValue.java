package dev.oneoff.admin.entity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;

/** Describes a type to the person typing a value rather than in Java's terms. */
public final class KindOfValue {

  private static final Map<Class<?>, String> KINDS =
      Map.ofEntries(
          Map.entry(Byte.class, "a whole number"),
          Map.entry(Short.class, "a whole number"),
          Map.entry(Integer.class, "a whole number"),
          Map.entry(Long.class, "a whole number"),
          Map.entry(Float.class, "a number"),
          Map.entry(Double.class, "a number"),
          Map.entry(BigDecimal.class, "a number such as 12.50"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(UUID.class, "a UUID such as 0b8c5a3e-5f0a-4f0e-9d0a-3c1f6b1f2a77"),
          Map.entry(LocalDate.class, "a date such as 2026-01-31"),
          Map.entry(LocalDateTime.class, "a date and time such as 2026-01-31T12:00:00"),
          Map.entry(Instant.class, "a point in time such as 2026-01-31T12:00:00Z"));

  private KindOfValue() {}

  /** {@code a whole number}; for an enumeration its constants, for anything else its Java name. */
  public static String of(Class<?> type) {
    if (type.isEnum()) {
      StringBuilder names = new StringBuilder();
      for (Object constant : type.getEnumConstants()) {
        names.append(names.length() == 0 ? "" : ", ").append(((Enum<?>) constant).name());
      }
      return "one of " + names;
    }
    return KINDS.getOrDefault(type, type.getSimpleName());
  }
}
