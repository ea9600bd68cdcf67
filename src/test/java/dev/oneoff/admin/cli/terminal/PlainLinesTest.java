package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class PlainLinesTest {

  private static final AttributedString PROMPT = new AttributedString("> ");

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  /** What ends with a semicolon is whole. */
  private static final class Lines implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (!line.endsWith(";")) {
        throw new EOFError(-1, cursor, "It goes on.");
      }
      return new DefaultParser().parse(line, cursor, ParseContext.UNSPECIFIED);
    }
  }

  @Test
  void typedTextIsNotEchoedAgain() throws Exception {
    try (LineEditor editor = editor("one;\ntwo\r\n three;\r\nfour\nexit\n")) {
      assertThat(editor.read(PROMPT)).contains("one;");
      assertThat(screen()).isEqualTo("> ");
      assertThat(editor.read(PROMPT)).contains("two\n three;");
      assertThat(screen()).isEqualTo("> > ...> ");
      assertThat(editor.read(PROMPT)).isEmpty();
      assertThat(screen()).contains("Ctrl-C drops it");
      editor.showHistory();
      assertThat(screen()).endsWith("one;\ntwo\n three;\n");
    }
  }

  @Test
  void anAnswerIsALine() throws Exception {
    try (LineEditor editor = editor("1,000\n")) {
      assertThat(editor.ask("How many? ")).isEqualTo("1,000");
      assertThat(editor.ask("How many? ")).isEmpty();
      assertThat(screen()).isEqualTo("How many? How many? ");
    }
  }

  private LineEditor editor(String keys) throws Exception {
    return TypedKeys.editor(
        "dumb",
        new LineEditor.Language(Optional.of(new Lines()), Optional.empty(), Optional.empty()),
        keys,
        screen);
  }

  private String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
