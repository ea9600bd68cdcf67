package dev.oneoff.admin.transfer.imports.check;

/** Dates and times as ISO 8601 and PostgreSQL write them. */
final class IsoTimes {

  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IsoTimes() {}

  /** {@code 2024-02-28}; the 29th of February is left to PostgreSQL. */
  static boolean date(char[] text, int from) {
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    int century = two(text, from);
    return century > 0
        && two(text, from + 2) >= 0
        && text[from + 4] == '-'
        && text[from + 7] == '-'
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month - 1];
  }

  /** {@code 2024-02-28T13:00:59.123456}; returns where it ends, or -1. */
  static int time(char[] text, int from, int to) {
    if (to - from < 19
        || !date(text, from)
        || (text[from + 10] != 'T' && text[from + 10] != ' ')
        || !(between(two(text, from + 11), 23)
            && text[from + 13] == ':'
            && between(two(text, from + 14), 59)
            && text[from + 16] == ':'
            && between(two(text, from + 17), 59))) {
      return -1;
    }
    int end = from + 19;
    if (end < to && text[end] == '.') {
      int digits = end + 1;
      while (digits < to && text[digits] >= '0' && text[digits] <= '9') {
        digits++;
      }
      // PostgreSQL rounds anything finer.
      return digits - end - 1 >= 1 && digits - end - 1 <= 6 ? digits : -1;
    }
    return end;
  }

  /** The same, followed by {@code Z}, {@code +02} or {@code +02:00}. */
  static boolean zoned(char[] text, int from, int to) {
    int zone = time(text, from, to);
    if (zone < 0 || zone == to) {
      return false;
    }
    if (text[zone] == 'Z') {
      return zone + 1 == to;
    }
    boolean signed = text[zone] == '+' || text[zone] == '-';
    int length = to - zone;
    return signed
        && (length == 3
            || (length == 6 && text[zone + 3] == ':' && between(two(text, zone + 4), 59)))
        && between(two(text, zone + 1), 14);
  }

  private static boolean between(int number, int most) {
    return number >= 0 && number <= most;
  }

  private static int two(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
