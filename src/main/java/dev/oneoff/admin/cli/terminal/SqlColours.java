package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.database.statement.SqlText;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Highlights SQL's keywords, strings, numbers and comments, delimited as PostgreSQL does. */
public final class SqlColours implements Highlighter {

  private static final Set<String> KEYWORDS = Set.copyOf(SqlKeywords.ALL);

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    return line.startsWith("\\") || line.startsWith(":") ? new AttributedString(line) : of(line);
  }

  /** Of SQL within other text. */
  public static AttributedString of(String sql) {
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    SqlText text = new SqlText(sql);
    int begin = 0;
    while (begin < sql.length()) {
      int end = text.pass(begin);
      AttributedStyle style = AttributedStyle.DEFAULT;
      if (end > begin) {
        style = quoted(sql, begin);
      } else if (text.isWordPart(begin)) {
        while (text.isWordPart(end)) {
          end++;
        }
        style = word(sql.substring(begin, end));
      } else {
        end++;
      }
      coloured.styled(style, sql.substring(begin, end));
      begin = end;
    }
    return coloured.toAttributedString();
  }

  private static AttributedStyle quoted(String sql, int at) {
    return switch (sql.charAt(at)) {
      case '-', '/' -> AttributedStyle.DEFAULT.faint();
      case '"' -> AttributedStyle.DEFAULT;
      default -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    };
  }

  private static AttributedStyle word(String word) {
    if (Character.isDigit(word.charAt(0))) {
      return AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    }
    return KEYWORDS.contains(word.toLowerCase(Locale.ROOT))
        ? AttributedStyle.BOLD
        : AttributedStyle.DEFAULT;
  }
}
