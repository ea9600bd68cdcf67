package dev.oneoff.admin.database.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where PostgreSQL reads no keywords in SQL text: quoted names and strings, dollar quotes and
 * comments, by the rules of its scanner. To the scanner, every non-ASCII character is a letter:
 * even {@code €} or a wide space.
 */
public final class SqlText {

  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?:[A-Za-z_[^\\x00-\\x7F]][A-Za-z0-9_[^\\x00-\\x7F]]*)?\\$");

  // On a following line, a string continues by the rules that it began with.
  private static final Pattern CONTINUED =
      Pattern.compile(
          "(?:[ \\t\\f\\x0B]++|--[^\\n\\r]*+)*+[\\n\\r](?:[ \\t-\\r]++|--[^\\n\\r]*+[\\n\\r])*+'");

  private final String text;

  /** Whether the last skipped stretch had no end. */
  private boolean open;

  public SqlText(String text) {
    this.text = text;
  }

  public boolean open() {
    return open;
  }

  /** The end of the quoted text or comment that starts here; here itself if there is none. */
  public int pass(int at) {
    open = false;
    char c = text.charAt(at);
    if (c == '\'') {
      return quoted(at, '\'', escapes(at));
    }
    if (c == '"') {
      return quoted(at, '"', false);
    }
    if (text.startsWith("--", at)) {
      return lineEnd(at);
    }
    if (text.startsWith("/*", at)) {
      return comment(at);
    }
    return c == '$' && !isWordPart(at - 1) ? dollar(at) : at;
  }

  /** The text with spaces for comments, and a single quote in place of everything quoted. */
  public String plain() {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = pass(i);
      if (end > i) {
        boolean comment = text.startsWith("--", i) || text.startsWith("/*", i);
        plain.append(comment ? ' ' : '\'');
        i = end;
      } else {
        plain.append(text.charAt(i++));
      }
    }
    return plain.toString();
  }

  /** Whether the character here belongs to a name or a number. */
  public boolean isWordPart(int at) {
    return at >= 0 && at < text.length() && isWordPart(text.charAt(at));
  }

  private static boolean isWordPart(char c) {
    return c > 127
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }

  /** Whether it is whitespace to PostgreSQL. */
  public static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The text without whitespace at its ends. */
  public static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isBlank(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private int lineEnd(int at) {
    for (int i = at; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return i;
      }
    }
    return text.length();
  }

  // E'…' allows backslash escapes.
  private boolean escapes(int at) {
    return at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0 && !isWordPart(at - 2);
  }

  private int quoted(int at, char quote, boolean escapes) {
    for (int i = at + 1; i < text.length(); i++) {
      if (escapes && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        Matcher on = CONTINUED.matcher(text).region(i + 1, text.length());
        if (!escapes || !on.lookingAt()) {
          // A doubled quote starts a new string, which makes no difference except for backslashes.
          if (escapes && text.startsWith("'", i + 1)) {
            i++;
            continue;
          }
          return i + 1;
        }
        i = on.end() - 1;
      }
    }
    return unfinished();
  }

  private int comment(int at) {
    int depth = 0;
    for (int i = at; i < text.length() - 1; i++) {
      if (text.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return unfinished();
  }

  private int dollar(int at) {
    Matcher tag = DOLLAR.matcher(text).region(at, text.length());
    if (!tag.lookingAt()) {
      return at;
    }
    int end = text.indexOf(tag.group(), tag.end());
    return end < 0 ? unfinished() : end + tag.group().length();
  }

  private int unfinished() {
    open = true;
    return text.length();
  }
}
