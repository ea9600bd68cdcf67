package dev.oneoff.admin.entity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;

/** What a value is to whoever types it, and not to Java. */
public final class KindOfValue {

  private static final Map<Class<?>, String> KINDS =
      Map.ofEntries(
          Map.entry(Byte.class, "whole number"),
          Map.entry(Short.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(Float.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(BigDecimal.class, "number such as 12.50"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(UUID.class, "UUID such as 0b8c5a3e-5f0a-4f0e-9d0a-3c1f6b1f2a77"),
          Map.entry(LocalDate.class, "day such as 2026-01-31"),
          Map.entry(LocalDateTime.class, "time such as 2026-01-31T12:00:00"),
          Map.entry(Instant.class, "moment such as 2026-01-31T12:00:00Z"));

  private KindOfValue() {}

  /** {@code whole number}; of an enumeration its constants, of anything else its name in Java. */
  public static String of(Class<?> type) {
    if (type.isEnum()) {
      StringBuilder names = new StringBuilder();
      for (Object constant : type.getEnumConstants()) {
        names.append(names.length() == 0 ? "" : ", ").append(((Enum<?>) constant).name());
      }
      return type.getSimpleName() + " (" + names + ")";
    }
    return KINDS.getOrDefault(type, type.getSimpleName());
  }
}
