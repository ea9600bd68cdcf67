package dev.oneoff.admin;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that makes up a whole text, in one canonical form for the different ways in which
 * PostgreSQL and Java write the same number or timestamp.
 */
final class WholeValue {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,40}(\\.\\d{0,40})?(e[+-]?\\d{1,3})?");
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[ t](" + TIME + ")(z|[+-]\\d\\d(?::?\\d\\d)?)?(?:\\[[^]]*])?");

  private WholeValue() {}

  /**
   * Its canonical form; a timestamp with a zone is converted to UTC.
   *
   * @param text in lower case
   */
  static String of(String text) {
    if (NUMBER.matcher(text).matches()) {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
    if (TIME.matcher(text).matches()) {
      return time(text);
    }
    Matcher moment = MOMENT.matcher(text);
    return moment.matches() ? moment(moment, ZoneOffset.UTC, text) : text;
  }

  /**
   * The forms in which it may be printed; a timestamp with a zone can appear as a local one too.
   */
  static Set<String> formsOf(String text) {
    Matcher moment = MOMENT.matcher(text);
    if (!moment.matches() || moment.group(5) == null) {
      return Set.of(of(text));
    }
    return Stream.of(
            of(text),
            moment.group(1) + " " + time(moment.group(2)),
            moment(moment, ZoneId.systemDefault(), text))
        .collect(Collectors.toSet());
  }

  private static String moment(Matcher moment, ZoneId there, String text) {
    try {
      LocalDateTime local = LocalDateTime.parse(moment.group(1) + "T" + moment.group(2));
      String zone = moment.group(5);
      LocalDateTime seen =
          zone == null
              ? local
              : local
                  .atOffset(ZoneOffset.of(zone.equals("z") ? "Z" : zone))
                  .atZoneSameInstant(there)
                  .toLocalDateTime();
      return seen.toLocalDate() + " " + time(seen.toLocalTime().toString());
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static String time(String text) {
    String seconds = text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
    return seconds.length() == 8 && seconds.endsWith(":00") ? seconds.substring(0, 5) : seconds;
  }
}
