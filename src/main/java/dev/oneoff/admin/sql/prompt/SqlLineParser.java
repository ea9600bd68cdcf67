package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.database.statement.SqlScript;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Knows when a line is complete: at a semicolon, or at once if it is a word of the prompt. */
final class SqlLineParser implements Parser {

  /** Whether a line is for the prompt itself: {@code \d orders}, {@code :write 10m "…"}. */
  static boolean isForPrompt(String line) {
    String text = line.strip();
    return text.startsWith("\\")
        || text.startsWith(":")
        || KnownWord.named(text.replaceFirst("(\\(\\))?;?$", "")).isPresent();
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean accepting =
        context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
    if (accepting && !isForPrompt(line) && SqlScript.of(line).open()) {
      throw new EOFError(-1, -1, "The statement goes on.", "");
    }
    return new Typed(line, Math.min(cursor, line.length()));
  }

  /** The word before the cursor is what is completed; a dot is part of it. */
  private record Typed(String line, int cursor) implements CompletingParsedLine {

    private int begin() {
      int begin = cursor;
      while (begin > 0 && isPart(line.charAt(begin - 1))) {
        begin--;
      }
      return begin;
    }

    // Of a file's name, too: :as csv > ../top.csv
    private boolean isPart(char c) {
      return line.stripLeading().startsWith(":")
          ? !Character.isWhitespace(c)
          : Character.isLetterOrDigit(c) || "_$.\\:\"".indexOf(c) >= 0;
    }

    @Override
    public String word() {
      return line.substring(begin(), cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - begin();
    }

    // Names are already quoted if they need to be.
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return wordCursor();
    }

    @Override
    public int wordIndex() {
      return words().size() - 1;
    }

    @Override
    public List<String> words() {
      String before = line.substring(0, begin()).strip();
      return before.isEmpty() ? List.of(word()) : List.of(before, word());
    }
  }
}
