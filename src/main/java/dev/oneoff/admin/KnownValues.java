package dev.oneoff.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sensitive values that a process came across, the last of them, and how to find them in a
 * text. A value of fewer than {@value #SHORTEST} characters cannot be told from a text that happens
 * to have it, and one that is short only where it stands alone.
 */
final class KnownValues {

  private static final int SHORTEST = 4;
  private static final int LONG = 8;
  private static final int LONGEST = 1000;
  private static final int MOST = 20_000;

  // By their first characters, in small letters.
  private final Map<String, List<String>> starts = new HashMap<>();
  private final Map<String, Boolean> values =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          if (size() > MOST) {
            forget(eldest.getKey());
            return true;
          }
          return false;
        }
      };

  synchronized void add(String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (value.length() >= SHORTEST
        && value.length() <= LONGEST
        && values.put(value, true) == null) {
      starts.computeIfAbsent(start(value, 0), start -> new ArrayList<>(1)).add(value);
    }
  }

  private void forget(String value) {
    List<String> same = starts.getOrDefault(start(value, 0), new ArrayList<>());
    same.remove(value);
    if (same.isEmpty()) {
      starts.remove(start(value, 0));
    }
  }

  /** The text without them. */
  synchronized String without(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    // A few letters of other scripts are longer in small.
    if (values.isEmpty() || small.length() != text.length()) {
      small = text;
    }
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (int i = 0; !values.isEmpty() && i + SHORTEST <= small.length(); ) {
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

  // Where the longest value ends that begins here; else here.
  private int known(String text, int at) {
    int end = at;
    for (String value : starts.getOrDefault(start(text, at), List.of())) {
      if (text.startsWith(value, at) && at + value.length() > end && standsAlone(value, text, at)) {
        end = at + value.length();
      }
    }
    return end;
  }

  private static boolean standsAlone(String value, String text, int at) {
    int end = at + value.length();
    return value.length() >= LONG
        || ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))));
  }

  private static String start(String text, int at) {
    return text.substring(at, at + SHORTEST);
  }
}
