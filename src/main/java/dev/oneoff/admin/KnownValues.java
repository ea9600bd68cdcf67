package dev.oneoff.admin;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most recent sensitive values that a process came across, and how to find them in a text.
 * Short values, words and numbers are only searched for as whole words, or not at all: they cannot
 * be told apart from text that happens to contain them.
 */
final class KnownValues {

  /** Where a value is searched for. */
  private enum Place {
    NOWHERE,
    ALONE,
    ANYWHERE
  }

  private static final int SHORTEST = 4;
  private static final int MOST = 20_000;
  private static final int MOST_CHARACTERS = 4_000_000;
  private static final int LONGEST = 100_000;
  // Each line of a multi-line value may be printed by itself.
  private static final int LINE = 20;
  private static final int WORD = 6;
  private static final int LONG_NUMBER = 8;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d([ t].*)?");

  // Two characters or a number of three digits occur everywhere.
  private static final Pattern ANYBODYS = Pattern.compile("(?s).|\\d{1,3}");

  // Values that are never searched for, but are recognized if they are the whole output.
  private final Map<String, Boolean> wholes =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  // By their first characters, in lower case.
  private final Map<String, List<String>> starts = new HashMap<>();
  private final Map<String, Place> values = new LinkedHashMap<>(64, 0.75f, true);
  private int characters;

  synchronized void add(String text) {
    addOne(text);
    if (text.indexOf('\n') >= 0) {
      text.lines().filter(line -> line.strip().length() >= LINE).forEach(this::addOne);
    }
  }

  private void addOne(String text) {
    String value = small(text.strip());
    Place place = place(value);
    if (place == Place.NOWHERE) {
      addWhole(text);
    }
    if (place == Place.NOWHERE || value.length() > LONGEST || values.put(value, place) != null) {
      return;
    }
    characters += value.length();
    starts.computeIfAbsent(start(value, 0), start -> new ArrayList<>(1)).add(value);
    Iterator<String> eldest = values.keySet().iterator();
    while (values.size() > MOST || characters > MOST_CHARACTERS) {
      String oldest = eldest.next();
      eldest.remove();
      forget(oldest);
    }
  }

  /** Adds a value that is only recognized if nothing else stands beside it. */
  synchronized void addWhole(String text) {
    String value = small(text.strip());
    if (!value.isEmpty() && value.length() <= LONGEST && !ANYBODYS.matcher(value).matches()) {
      WholeValue.formsOf(value).forEach(form -> wholes.put(form, true));
    }
  }

  /** Whether the whole text is one of them. */
  synchronized boolean isOne(String text) {
    String value = small(text.strip());
    return wholes.containsKey(WholeValue.of(value)) || values.containsKey(value);
  }

  private void forget(String value) {
    characters -= value.length();
    List<String> same = starts.getOrDefault(start(value, 0), new ArrayList<>());
    same.remove(value);
    if (same.isEmpty()) {
      starts.remove(start(value, 0));
    }
  }

  private static Place place(String value) {
    int length = value.length();
    long letters = value.chars().filter(Character::isLetter).count();
    boolean digits = value.chars().anyMatch(Character::isDigit);
    if (length < SHORTEST || (letters == 0 && !digits) || DAY.matcher(value).matches()) {
      return Place.NOWHERE;
    }
    if (letters == length) {
      return length < WORD ? Place.NOWHERE : length < LINE ? Place.ALONE : Place.ANYWHERE;
    }
    if (letters == 0) {
      return length < WORD ? Place.NOWHERE : length < LONG_NUMBER ? Place.ALONE : Place.ANYWHERE;
    }
    return length < WORD ? Place.ALONE : Place.ANYWHERE;
  }

  /** The text without them. */
  synchronized String without(String text) {
    if (values.isEmpty()) {
      return text;
    }
    String small = small(text);
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (int i = 0; i + SHORTEST <= small.length(); ) {
      int end = known(small, i);
      if (end > i) {
        masked.append(text, done, i).append(Sensitive.MASK);
        done = end;
        i = end;
      } else {
        i++;
      }
    }
    return done == 0 ? text : masked.append(text, done, text.length()).toString();
  }

  // The end of the longest value that starts here; here itself if there is none.
  private int known(String text, int at) {
    int end = at;
    for (String value : starts.getOrDefault(start(text, at), List.of())) {
      if (text.startsWith(value, at)
          && at + value.length() > end
          && (place(value) == Place.ANYWHERE || standsAlone(value, text, at))) {
        end = at + value.length();
      }
    }
    return end;
  }

  private static boolean standsAlone(String value, String text, int at) {
    int end = at + value.length();
    return (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  // Keeps the length: lower-casing a whole text makes some letters of other scripts longer.
  private static String small(String text) {
    char[] small = text.toCharArray();
    for (int i = 0; i < small.length; i++) {
      small[i] = Character.toLowerCase(small[i]);
    }
    return new String(small);
  }

  private static String start(String text, int at) {
    return text.substring(at, at + SHORTEST);
  }

  /**
   * A value that makes up a whole text, in one canonical form for the different ways in which
   * PostgreSQL and Java write the same number or timestamp.
   */
  private static final class WholeValue {

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
}
