package dev.oneoff.admin.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a text of SQL PostgreSQL reads no words: quoted names and texts, dollar quotes and
 * comments, by the rules of the manual's section 4.1.
 */
public final class SqlText {

  private static final Pattern DOLLAR = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

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
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      return comment(at);
    }
    return c == '$' && !isWordPart(at - 1) ? dollar(at) : at;
  }

  /** Whether something at this place belongs to a name or a number. */
  public boolean isWordPart(int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || text.charAt(at) == '$');
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
        // A doubled one begins a text anew, which comes to the same.
        return i + 1;
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
