package dev.oneoff.admin.transfer.imports.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes most values that PostgreSQL is certain to accept unchanged. Other values may still be
 * valid: PostgreSQL is asked.
 */
interface FastCheck {

  boolean accepts(char[] text, int from, int to);

  /** For a type in PostgreSQL's words; less common types are not recognized. */
  static FastCheck of(String type) {
    Matcher limited = LIMITED.matcher(type);
    if (limited.matches()) {
      int length = Integer.parseInt(limited.group(1));
      return (text, from, to) -> to - from <= length;
    }
    Matcher exact = EXACT.matcher(type);
    if (exact.matches()) {
      int scale = Integer.parseInt(exact.group(2));
      return numeric(Integer.parseInt(exact.group(1)) - scale, scale);
    }
    return switch (type) {
      case "text", "character varying" -> (text, from, to) -> true;
      // As many digits as never overflow.
      case "smallint" -> integer(4);
      case "integer" -> integer(9);
      case "bigint" -> integer(18);
      case "numeric" -> numeric(1000, 1000);
      case "boolean" -> FastCheck::bool;
      case "uuid" -> FastCheck::uuid;
      case "date" -> (text, from, to) -> to - from == 10 && IsoTimes.date(text, from);
      case "timestamp without time zone" -> (text, from, to) -> IsoTimes.time(text, from, to) == to;
      case "timestamp with time zone" -> IsoTimes::zoned;
      default -> (text, from, to) -> false;
    };
  }

  Pattern LIMITED = Pattern.compile("character varying\\((\\d+)\\)");
  Pattern EXACT = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");

  private static FastCheck integer(int digits) {
    return (text, from, to) -> {
      int begin = from < to && text[from] == '-' ? from + 1 : from;
      return to > begin && to - begin <= digits && digits(text, begin, to) == to;
    };
  }

  private static FastCheck numeric(int whole, int scale) {
    return (text, from, to) -> {
      int begin = from < to && text[from] == '-' ? from + 1 : from;
      int point = digits(text, begin, to);
      if (point == begin || point - begin > whole) {
        return false;
      }
      return point == to
          || (text[point] == '.'
              && to - point > 1
              && to - point - 1 <= scale
              && digits(text, point + 1, to) == to);
    };
  }

  // Where the digits end.
  private static int digits(char[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  private static boolean bool(char[] text, int from, int to) {
    if (to - from == 1) {
      return text[from] == 't' || text[from] == 'f';
    }
    String word = to - from <= 5 ? new String(text, from, to - from) : "";
    return word.equals("true") || word.equals("false");
  }

  private static boolean uuid(char[] text, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text[from + i];
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }
}
