package dev.oneoff.admin.sql.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLineParserTest {

  private final SqlLineParser parser = new SqlLineParser();

  @ParameterizedTest
  @ValueSource(
      strings = {"select 1", "select ';", "select 1; select 2", "select $$;", "select (1;"})
  void anUnfinishedStatementContinues(String line) {
    assertThatThrownBy(() -> parser.parse(line, line.length(), ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThatCode(() -> parser.parse(line, line.length(), ParseContext.COMPLETE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select 1;",
        "select ';' ;",
        "\\d orders",
        ":write 10m \"it's me\"",
        "quit",
        "exit();",
        "clear"
      })
  void aCompleteStatementAndAPromptCommandAreAccepted(String line) {
    assertThatCode(() -> parser.parse(line, line.length(), ParseContext.ACCEPT_LINE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select o.sta|o.sta",
        "select id,na|na",
        "\\d ord|ord",
        "\\d|\\d",
        "a from b|b",
        ":as csv > ../t-1|../t-1"
      })
  void theWordBeforeTheCursorIsCompleted(String line, String word) {
    ParsedLine parsed = parser.parse(line, line.length(), ParseContext.COMPLETE);

    assertThat(parsed.word()).isEqualTo(word);
    assertThat(parsed.wordCursor()).isEqualTo(word.length());
    assertThat(parsed.words().get(parsed.wordIndex())).isEqualTo(word);
  }
}
