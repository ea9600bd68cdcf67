package dev.oneoff.admin.sql.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.TypedKeys;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed is what is sent. */
class TypedStatementsTest {

  private static final String KEYS = "  }])({[\\!^#\"$%&/=?`~*+_-.:,;<>|@a1Z";

  private static final LineEditor.Language SQL =
      new LineEditor.Language(
          Optional.of(new SqlLineParser()),
          Optional.of((reader, line, candidates) -> {}),
          Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'x{ y }';",
        "select '{  }  ]  )', $$ } $$;",
        "select (  1  );",
        "select '!', '!!', '!x', '^a^b';",
        "select '\\', e'\\n\\\\', '\\\\';",
        "select '   ', '\u00e9\u20ac\ud83d\ude00';",
        "select \"a }\", 'it''s  }';   ",
        "  select 1;",
        "\\d orders",
        ":write 10m \"ticket 7 }\"",
      })
  void aLine(String line) throws Exception {
    assertThat(TypedKeys.read(SQL, line + "\r")).containsExactly(line);
    assertThat(TypedKeys.read(SQL, TypedKeys.pasted(line))).containsExactly(line);
  }

  @Test
  void anyTypedStringIsReadUnchanged() throws Exception {
    Random random = new Random(15);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder("select '");
      for (int j = 0; j < 40; j++) {
        text.append(KEYS.charAt(random.nextInt(KEYS.length())));
      }
      String line = text.append("';").toString();
      assertThat(TypedKeys.read(SQL, line + "\r")).containsExactly(line);
    }
  }

  @Test
  void severalLinesFormOneStatementWithTheirBlanks() throws Exception {
    assertThat(TypedKeys.read(SQL, "select 'a\r  }  \r\tb';\r"))
        .containsExactly("select 'a\n  }  \nb';");
    String lines = "select 'a\n  }  \n\tb  ';\nselect 2;";
    assertThat(TypedKeys.read(SQL, TypedKeys.pasted(lines))).containsExactly(lines);
  }

  @Test
  void wordsThatLeaveAreRecognised() {
    assertThat(List.of("\\q", "exit", "quit", "exit;", ":quit", ":exit", ":q"))
        .allMatch(SqlLineParser::isForPrompt);
  }
}
