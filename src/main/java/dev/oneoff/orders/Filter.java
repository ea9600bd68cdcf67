package dev.oneoff.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a list: only those for which the caller gave a value. */
final class Filter {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  Filter equal(String path, @Nullable Object value) {
    return value == null ? this : add(path + " = ", value, "");
  }

  /** Matches the beginning of a text, ignoring case; {@code path} must be in lower case. */
  Filter startsWith(String path, @Nullable String prefix) {
    if (prefix == null) {
      return this;
    }
    String literal = prefix.replaceAll("[!%_]", "!$0");
    return add(path + " like lower(", literal + "%", ") escape '!'");
  }

  private Filter add(String before, Object value, String after) {
    String parameter = "p" + parameters.size();
    conditions.add(before + ":" + parameter + after);
    parameters.put(parameter, value);
    return this;
  }

  String where() {
    return String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
