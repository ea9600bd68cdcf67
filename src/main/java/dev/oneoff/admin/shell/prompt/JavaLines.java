package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.Piece;
import dev.oneoff.admin.shell.engine.Snippets;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Asks for another line while the input is incomplete. */
public final class JavaLines implements Parser {

  private final JavaEngine engine;

  public JavaLines(JavaEngine engine) {
    this.engine = engine;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    // An empty line ends what could continue, such as an if without its else.
    if (context == ParseContext.ACCEPT_LINE && !line.endsWith("\n") && !isWhole(line)) {
      throw new EOFError(-1, cursor, "It is not whole yet.");
    }
    return new Whole(line, cursor);
  }

  // If several lines were pasted, the last snippet may continue.
  private boolean isWhole(String line) {
    Snippets snippets = new Snippets(engine, line);
    boolean whole = true;
    for (Optional<Piece> next = snippets.next(); next.isPresent(); next = snippets.next()) {
      whole = next.get().complete();
    }
    return whole;
  }

  /** JShell itself determines where a word begins, so everything is one word. */
  private record Whole(String line, int cursor) implements CompletingParsedLine {

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return cursor;
    }

    @Override
    public int rawWordLength() {
      return cursor;
    }

    @Override
    public String word() {
      return line.substring(0, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }
  }
}
