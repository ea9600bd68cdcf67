package dev.oneoff.admin.entity;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.SensitiveMember;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** A value as the formats print it: a number, a boolean, a text, or lists and maps of those. */
public final class PlainValue {

  // What reveals something about the whole reveals it about these too.
  private static final ClassValue<Boolean> HOLDS_SENSITIVE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return SensitiveMember.any(type);
        }
      };

  private PlainValue() {}

  public static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> of(Array.get(value, i)))
          .collect(ArrayList::new, List::add, List::addAll);
    }
    // Rows that nobody asked for are not read.
    if (!Hibernate.isInitialized(value)) {
      return null;
    }
    if (value instanceof Collection<?> values) {
      List<@Nullable Object> plain = new ArrayList<>();
      values.forEach(each -> plain.add(of(each)));
      return plain;
    }
    if (value instanceof Map<?, ?> values) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      values.forEach((key, each) -> plain.put(String.valueOf(key), of(each)));
      return plain;
    }
    return HOLDS_SENSITIVE.get(value.getClass()) ? Sensitive.MASK : value.toString();
  }
}
