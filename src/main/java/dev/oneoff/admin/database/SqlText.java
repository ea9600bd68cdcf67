package dev.oneoff.admin.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a text of SQL PostgreSQL reads no words: quoted names and texts, dollar quotes and
 * comments, by the rules of its scanner. To that, whatever is not ASCII is a letter: {@code €} too,
 * and a blank that is wider than others.
 */
public final class SqlText {

  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?:[A-Za-z_[^\\x00-\\x7F]][A-Za-z0-9_[^\\x00-\\x7F]]*)?\\$");

  // On a line behind it a text goes on, by the rules that it began with.
  private static final Pattern CONTINUED =
      Pattern.compile(
          "(?:[ \\t\\f\\x0B]++|--[^\\n\\r]*+)*+[\\n\\r](?:[ \\t-\\r]++|--[^\\n\\r]*+[\\n\\r])*+'");

  private final String text;

  /** Whether the last stretch that was passed had no end. */
  private boolean open;

  public SqlText(String text) {
    this.text = text;
  }

  public boolean open() {
    return open;
  }

  /** Where what begins here ends, if it is quoted or a comment; else here. */
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

  /** The text with blanks for comments, and a single quote in the place of all that is quoted. */
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

  /** Whether something at this place belongs to a name or a number. */
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

  /** Whether that stands between words only. */
  public static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** A text without what is blank at its ends. */
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

  // E'…' knows backslashes.
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
          // A doubled one begins a text anew, which comes to the same but for backslashes.
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
