package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.cli.terminal.SqlColours;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Highlights Java's keywords, strings, numbers and comments, and SQL within a string that is SQL.
 */
public final class JavaColours implements Highlighter {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<=\\bsql\\()(?<sql>\"(?!\"\")(?:\\\\.|[^\"\\\\])*+\"?)"
              + "|(?<text>\"\"\"(?s:\\\\.|[^\\\\\"]|\"(?!\"\"))*+(?:\"\"\")?"
              + "|\"(?:\\\\.|[^\"\\\\])*+\"?|'(?:\\\\.|[^'\\\\])*+'?)"
              + "|(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
              + "|(?<number>\\b\\d[\\w.]*)|(?<word>\\b[A-Za-z_]\\w*\\b)");
  private static final String SQL = ":sql ";
  private static final AttributedStyle TEXT =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    if (line.startsWith(SQL)) {
      return AttributedString.join(
          AttributedString.EMPTY,
          new AttributedString(SQL),
          SqlColours.of(line.substring(SQL.length())));
    }
    return line.startsWith(":") ? new AttributedString(line) : java(line);
  }

  /** Of Java, whatever it begins with. */
  public static AttributedString java(String code) {
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    Matcher token = TOKEN.matcher(code);
    int done = 0;
    while (token.find()) {
      coloured.append(code.substring(done, token.start()));
      if (token.group("sql") != null) {
        String sql = token.group().substring(1);
        String end = sql.endsWith("\"") ? "\"" : "";
        coloured
            .styled(TEXT, "\"")
            .append(SqlColours.of(sql.substring(0, sql.length() - end.length())))
            .styled(TEXT, end);
      } else {
        coloured.styled(style(token), token.group());
      }
      done = token.end();
    }
    return coloured.append(code.substring(done)).toAttributedString();
  }

  private static AttributedStyle style(Matcher token) {
    if (token.group("text") != null) {
      return TEXT;
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
