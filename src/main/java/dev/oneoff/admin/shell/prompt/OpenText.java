package dev.oneoff.admin.shell.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Java string that the cursor is in.
 *
 * @param before the text before the cursor, including strings it is concatenated to; a question
 *     mark for any other operand
 * @param after the text after the cursor
 * @param calls what it is an argument of, innermost first: {@code Product.find}
 * @param argument which argument of the innermost, from 0
 */
record OpenText(String before, String after, List<String> calls, int argument) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"\"\"(?s:\\\\.|[^\\\\\"]|\"(?!\"\"))*+(?:\"\"\")?|\"(?:\\\\.|[^\"\\\\\\n"
              + "])*+\"?)|(?<no>'(?:\\\\.|[^'\\\\\\n"
              + "])*+'?|//[^\\n"
              + "]*|/\\*(?s:.*?)(?:\\*/|$)|\\s+|\\+)"
              + "|(?<open>[(\\[{])|(?<close>[)\\]}])|(?<next>[,;])|.");
  private static final Pattern CALLED =
      Pattern.compile("((?:[\\w$]+\\.|\\.)*(?:<[^()<>]*>)?[\\w$]+)\\s*$");
  // Nobody's names are longer.
  private static final int CALLED_LENGTH = 300;
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  private static final class Open {
    private final String call;
    private final StringBuilder text = new StringBuilder();
    private int argument;

    Open(String call) {
      this.call = call;
    }
  }

  /** Empty if the cursor is not in a string. */
  static Optional<OpenText> at(String code, int cursor) {
    Deque<Open> open = new ArrayDeque<>(List.of(new Open("")));
    Matcher token = TOKEN.matcher(code);
    while (token.find() && token.start() < cursor) {
      StringBuilder text = open.element().text;
      if (token.group("text") != null) {
        int quotes = token.group().startsWith("\"\"\"") ? 3 : 1;
        int begin = Math.min(token.start() + quotes, token.end());
        int end = end(token.group(), quotes) + token.start();
        if (cursor >= begin && cursor <= end) {
          text.append(plain(code.substring(begin, cursor)));
          return Optional.of(
              new OpenText(
                  text.toString(),
                  plain(code.substring(cursor, end)),
                  open.stream().map(each -> each.call).filter(call -> !call.isEmpty()).toList(),
                  open.element().argument));
        }
        text.append(plain(code.substring(begin, Math.max(begin, end))));
      } else if (token.group("open") != null) {
        open.push(new Open(called(code, token)));
      } else if (token.group("close") != null) {
        if (open.size() > 1) {
          open.pop();
        }
      } else if (token.group("next") != null) {
        text.setLength(0);
        open.element().argument++;
      } else if (token.group("no") == null && text.length() > 0 && !text.toString().endsWith("?")) {
        text.append('?');
      }
    }
    return Optional.empty();
  }

  private static int end(String token, int quotes) {
    boolean closed = token.length() >= 2 * quotes && token.endsWith("\"".repeat(quotes));
    return closed ? token.length() - quotes : token.length();
  }

  private static String called(String code, Matcher bracket) {
    String before = code.substring(Math.max(0, bracket.start() - CALLED_LENGTH), bracket.start());
    Matcher called = CALLED.matcher(before);
    return bracket.group().equals("(") && called.find()
        ? called.group(1).replaceAll("<[^()<>]*>", "")
        : "";
  }

  private static String plain(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escaped ->
                switch (escaped.group(1)) {
                  case "n" -> "\n";
                  case "t" -> "\t";
                  default -> Matcher.quoteReplacement(escaped.group(1));
                });
  }
}
