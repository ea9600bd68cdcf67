package dev.oneoff.admin.transfer.imports.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts a file's values to Java, for checks in Java. */
final class TextValues {

  private static final Set<String> TRUE =
      Set.of("t", "tr", "tru", "true", "y", "ye", "yes", "on", "1");
  private static final Set<String> FALSE =
      Set.of("f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0");

  private static final Map<Class<?>, Function<String, Object>> READERS = new HashMap<>();

  static {
    READERS.put(String.class, text -> text);
    READERS.put(Long.class, Long::valueOf);
    READERS.put(Integer.class, Integer::valueOf);
    READERS.put(Short.class, Short::valueOf);
    READERS.put(BigDecimal.class, BigDecimal::new);
    READERS.put(BigInteger.class, BigInteger::new);
    READERS.put(Double.class, Double::valueOf);
    READERS.put(Float.class, Float::valueOf);
    READERS.put(Boolean.class, TextValues::bool);
    READERS.put(UUID.class, UUID::fromString);
    READERS.put(LocalDate.class, LocalDate::parse);
    READERS.put(LocalTime.class, LocalTime::parse);
    READERS.put(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T')));
    READERS.put(OffsetDateTime.class, TextValues::moment);
    READERS.put(ZonedDateTime.class, text -> moment(text).toZonedDateTime());
    READERS.put(Instant.class, text -> moment(text).toInstant());
    READERS.put(long.class, Long::valueOf);
    READERS.put(int.class, Integer::valueOf);
    READERS.put(short.class, Short::valueOf);
    READERS.put(double.class, Double::valueOf);
    READERS.put(boolean.class, TextValues::bool);
    READERS.put(float.class, Float::valueOf);
  }

  private TextValues() {}

  static boolean knows(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum();
  }

  /**
   * Parses it.
   *
   * @throws IllegalArgumentException or a {@link java.time.DateTimeException} if Java cannot
   */
  static @Nullable Object read(Class<?> type, String text) {
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(text)) {
          return constant;
        }
      }
      return type.getEnumConstants()[Integer.parseInt(text)];
    }
    Function<String, Object> reader = READERS.get(type);
    if (reader == null) {
      throw new IllegalArgumentException(type.getName());
    }
    // PostgreSQL allows spaces around anything that is not a text.
    return reader.apply(type == String.class ? text : text.strip());
  }

  // As PostgreSQL reads it: yes, off, or any unambiguous prefix.
  private static boolean bool(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    throw new IllegalArgumentException(text);
  }

  // 2024-02-28 13:00:59+02, as PostgreSQL writes it.
  private static OffsetDateTime moment(String text) {
    String iso = text.replace(' ', 'T');
    return OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso);
  }
}
