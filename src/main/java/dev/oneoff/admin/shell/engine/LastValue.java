package dev.oneoff.admin.shell.engine;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meaning of {@code _}: the last value, by the name under which JShell keeps it, so that it has
 * its type. In strings, comments and lambda parameters it has no special meaning.
 */
final class LastValue {

  private static final String WORD = "_";
  // Possessive where alternatives repeat: otherwise each character of a long text takes up stack.
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'"
              + "|//[^\\n]*|/\\*(?s:.*?)\\*/"
              + "|(?<![\\w$.])_(?![\\w$])(?!\\s*->)(?!\\s*(?:,\\s*\\w+\\s*)*\\)\\s*->)");
  // As long as the word, so that positions in the text stay the same.
  private static final String STAND_IN = "$";

  private String name = "";

  void is(String variable) {
    name = variable;
  }

  /** The code with the value's name in place of the word. */
  String in(String code) {
    return name.isEmpty() ? code : replaced(code, name);
  }

  /** Maps a position in that code to the code as it was typed. */
  int typed(String code, int place) {
    int longer = name.isEmpty() ? 0 : name.length() - WORD.length();
    int shift = 0;
    for (MatchResult token : TOKEN.matcher(code).results().toList()) {
      if (token.group().equals(WORD) && token.start() + shift < place) {
        shift = Math.min(shift + longer, place - token.end());
      }
    }
    return place - shift;
  }

  /**
   * A message about the code, with the word in place of the value's name, unless that name was
   * typed, too.
   */
  String told(String code, String message) {
    return name.isEmpty() || code.contains(name) || in(code).equals(code)
        ? message
        : message.replaceAll("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", WORD);
  }

  /** Whether the code uses it at this position, and there is none. */
  boolean isMissingAt(String code, int place) {
    return name.isEmpty()
        && TOKEN
            .matcher(code)
            .results()
            .anyMatch(token -> token.start() == place && token.group().equals(WORD));
  }

  /** The code with another name of the same length in its place: {@code _} is a keyword. */
  static String standIn(String code) {
    return replaced(code, STAND_IN);
  }

  private static String replaced(String code, String by) {
    return code.contains(WORD)
        ? TOKEN
            .matcher(code)
            .replaceAll(
                token -> Matcher.quoteReplacement(token.group().equals(WORD) ? by : token.group()))
        : code;
  }
}
