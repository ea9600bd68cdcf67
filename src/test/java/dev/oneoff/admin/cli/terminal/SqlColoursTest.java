package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class SqlColoursTest {

  private static final char ESC = 27;

  @Test
  void keywordsStringsNumbersAndCommentsHaveColours() {
    assertThat(shown("select 'it''s' from t2 where n = 42 -- from"))
        .isEqualTo(
            "<1>select<0> <32>'it''s'<0> <1>from<0> t2 <1>where<0> n = <36>42<0> <2>-- from<0>");
    assertThat(shown("\"select\" $1 E'a\\'select' $x$ from $x$"))
        .isEqualTo("\"select\" $1 E<32>'a\\'select'<0> <32>$x$ from $x$<0>");
    assertThat(shown("SELECT /* 'a */ 1.5e3")).contains("<1>SELECT<0>", "<2>/* 'a */<0>");
  }

  @Test
  void unfinishedTextAndPromptWordsAreNotColoured() {
    for (String line :
        new String[] {"'a", "\"a", "/* a", "$x$ a", "", "é€", "\\d select", ":write 1m \"x\""}) {
      AttributedString coloured = new SqlColours().highlight(null, line);
      assertThat(coloured.toString()).isEqualTo(line);
    }
    assertThat(new SqlColours().highlight(null, "\\d select").toAnsi()).isEqualTo("\\d select");
  }

  private static String shown(String sql) {
    return new SqlColours().highlight(null, sql).toAnsi().replaceAll(ESC + "\\[([\\d;]*)m", "<$1>");
  }
}
