package dev.oneoff.admin.database;

import dev.oneoff.admin.Redaction;
import dev.oneoff.admin.Sensitive;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's messages about a value, without the value. */
final class WordsOnData {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final String DATA = "22";
  private static final String RAISED = "P0";

  private WordsOnData() {}

  static String withoutValues(String words, String code) {
    if (code.startsWith(RAISED) && !Redaction.PROCESS.wasTyped(words)) {
      return "A function of this database raised an exception ("
          + code
          + "); its message is left out, because it may contain values";
    }
    return code.startsWith(DATA) ? unquoted(words) : words;
  }

  // A value can contain quotes itself, so everything between the first and the last counts as one.
  private static String unquoted(String words) {
    Matcher quoted = QUOTED.matcher(words);
    boolean typed =
        quoted
            .results()
            .map(MatchResult::group)
            .map(WordsOnData::inside)
            .allMatch(Redaction.PROCESS::wasTyped);
    int first = words.indexOf('"');
    int last = words.lastIndexOf('"');
    if (first < 0) {
      return words;
    }
    if (first == last) {
      // It is truncated.
      return words.substring(0, first) + Sensitive.MASK;
    }
    return typed ? words : words.substring(0, first) + Sensitive.MASK + words.substring(last + 1);
  }

  private static String inside(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }
}
