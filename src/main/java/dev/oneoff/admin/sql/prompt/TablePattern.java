package dev.oneoff.admin.sql.prompt;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Name patterns such as {@code ord*} and {@code order?}, with or without their schema. */
final class TablePattern implements Predicate<String> {

  private final Pattern pattern;

  TablePattern(String text) {
    this.pattern =
        Pattern.compile(
            Pattern.quote(text.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q"));
  }

  /** Whether a text is more than a plain name. */
  static boolean is(String text) {
    return text.contains("*") || text.contains("?");
  }

  @Override
  public boolean test(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("\"", "");
    return pattern.matcher(plain).matches()
        || pattern.matcher(plain.substring(plain.lastIndexOf('.') + 1)).matches();
  }
}
