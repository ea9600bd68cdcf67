package dev.oneoff.admin.transfer.in.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file's values as Java has them, for whoever checks them in Java. */
final class TextValues {

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
    READERS.put(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T')));
    READERS.put(OffsetDateTime.class, TextValues::moment);
    READERS.put(Instant.class, text -> moment(text).toInstant());
    READERS.put(long.class, Long::valueOf);
    READERS.put(int.class, Integer::valueOf);
    READERS.put(short.class, Short::valueOf);
    READERS.put(double.class, Double::valueOf);
    READERS.put(boolean.class, TextValues::bool);
  }

  private TextValues() {}

  static boolean knows(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum();
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException or a {@link java.time.DateTimeException} where Java does not
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
    return reader.apply(text);
  }

  // As PostgreSQL reads it: a word or its beginning, in whatever capitals.
  private static boolean bool(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      throw new IllegalArgumentException("An empty text is no boolean.");
    }
    return word.equals("on")
        || word.equals("1")
        || "true".startsWith(word)
        || "yes".startsWith(word);
  }

  // 2024-02-28 13:00:59+02, as PostgreSQL writes it.
  private static OffsetDateTime moment(String text) {
    String iso = text.replace(' ', 'T');
    return OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso);
  }
}
