package dev.oneoff.admin.shell.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours Java's words, texts, numbers and comments. */
public final class JavaColours implements Highlighter {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"(?:\\\\.|[^\"\\\\])*+\"?|'(?:\\\\.|[^'\\\\])*+'?)|(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
              + "|(?<number>\\b\\d[\\w.]*)|(?<word>\\b[A-Za-z_]\\w*\\b)");

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    Matcher token = TOKEN.matcher(line);
    int done = 0;
    while (token.find()) {
      coloured.append(line.substring(done, token.start()));
      coloured.styled(style(token), token.group());
      done = token.end();
    }
    return coloured.append(line.substring(done)).toAttributedString();
  }

  private static AttributedStyle style(Matcher token) {
    if (token.group("text") != null) {
      return AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    }
    if (token.group("comment") != null) {
      return AttributedStyle.DEFAULT.faint();
    }
    if (token.group("number") != null) {
      return AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    }
    return SourceVersion.isKeyword(token.group()) || token.group().equals("var")
        ? AttributedStyle.BOLD
        : AttributedStyle.DEFAULT;
  }
}
