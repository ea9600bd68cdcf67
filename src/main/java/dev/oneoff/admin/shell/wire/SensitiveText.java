package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.Redaction;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sensitive value as PostgreSQL writes it, and what code turns it into when reading it. */
final class SensitiveText {

  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid");
  private static final Set<String> JSON = Set.of("json", "jsonb");
  private static final Set<String> TIMES = Set.of("time", "timetz");

  // In an untraceable value these are as likely to be a status as a secret.
  private static final Pattern WORD = Pattern.compile("[\\p{L}_]+");

  // A text within JSON, an array or a row, with the escapes used there.
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:\\\\.|\"\"|[^\"\\\\])*+)\"(?!\\s*:)");
  private static final Pattern PART = Pattern.compile("[^{}(),\"\\\\]+");
  private static final Pattern COMMON =
      Pattern.compile("(?s).{0,5}|\\d{4}-\\d\\d-\\d\\d.*|-?\\d{1,7}(\\.\\d+)?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)|\"(\")");

  private SensitiveText() {}

  /** From now on recognizes what was made from other values. */
  static void learnComputed(String type, @Nullable String text) {
    if (text != null && WORD.matcher(text).matches()) {
      Redaction.PROCESS.learnWhole(text);
    } else {
      learn(type, text);
    }
  }

  /** From now on recognizes it and its parts. */
  static void learn(String type, @Nullable String text) {
    if (text == null || type.equals("bool")) {
      return;
    }
    if (NUMBERS.contains(type)) {
      Redaction.PROCESS.learn(number(text));
      return;
    }
    if (TIMES.contains(type)) {
      Redaction.PROCESS.learnWhole(text);
      return;
    }
    Redaction.PROCESS.learn(text);
    if (type.startsWith("_")) {
      parts(text, QUOTED).forEach(Redaction.PROCESS::learn);
      parts(text, PART).forEach(Redaction.PROCESS::learn);
    } else if (JSON.contains(type) || text.startsWith("(")) {
      // Nothing says which of them is the sensitive one; common words are not.
      Stream.concat(parts(text, QUOTED), text.startsWith("(") ? parts(text, PART) : Stream.of())
          .filter(part -> !COMMON.matcher(part).matches())
          .forEach(Redaction.PROCESS::learn);
    }
  }

  private static Stream<String> parts(String text, Pattern pattern) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.groupCount() == 0 ? found.group() : found.group(1))
        .map(part -> ESCAPE.matcher(part).replaceAll("$1$2").strip());
  }

  // NaN and money are not.
  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
