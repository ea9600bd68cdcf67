package dev.oneoff.admin.cli.format;

import static dev.oneoff.admin.cli.format.Printed.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePrinterTest {

  @Test
  void columnsAreAlignedAndNumbersAreOnTheRight() {
    assertThat(
            table(
                List.of("id", "name", "price", "sold"),
                row(7, "Green tea", new BigDecimal("4.50"), true),
                row(12345L, "Cup", new BigDecimal("12.00"), false)))
        .isEqualTo(
            """
            id     name       price  sold
            -----  ---------  -----  -----
                7  Green tea   4.50  true
            12345  Cup        12.00  false
            """);
  }

  @Test
  void nullIsShownAsNullAndAnEmptyStringAsNothing() {
    assertThat(table(List.of("a", "b", "c"), row(null, "", null)))
        .isEqualTo(
            """
            a     b  c
            ----  -  ----
            null     null
            """);
  }

  @Test
  void anEmptyResultIsOnlyTheHeader() {
    assertThat(table(List.of("id", "name")))
        .isEqualTo(
            """
            id  name
            --  ----
            """);
  }

  @Test
  void wideCharactersTakeTwoColumnsAndCombiningMarksNone() {
    assertThat(
            table(
                List.of("name", "next"),
                row("日本語", "|"),
                row("한국", "|"),
                row("cafe\u0301", "|"),
                row("plain", "|")))
        .isEqualTo(
            """
            name    next
            ------  ----
            日本語  |
            한국    |
            cafe\u0301    |
            plain   |
            """);
  }

  @Test
  void anEmojiIsTwoColumnsWideHoweverManyCodePointsItHas() {
    assertThat(
            table(
                List.of("is", "next"),
                row("🍵", "|"),
                row("👍🏽", "|"),
                row("🇩🇪", "|"),
                row("👩‍💻", "|"),
                row("👩‍👩‍👧‍👦", "|")))
        .isEqualTo(
            """
            is  next
            --  ----
            🍵  |
            👍🏽  |
            🇩🇪  |
            👩‍💻  |
            👩‍👩‍👧‍👦  |
            """);
  }

  @Test
  void lineBreaksAndCursorMovementsAreMadeVisible() {
    assertThat(
            table(
                List.of("what", "value"),
                row("line ends", "one\ntwo\r\nthree\tfour"),
                row("colour", "\u001b[31mred\u001b[0m"),
                row("one byte of the same", "\u009b31m"),
                row("title of the window", "\u001b]0;owned\u0007"),
                row("nothing", "\u0000\u007f"),
                row("separators", "\u2028\u2029\u0085"),
                row("half a character", "\ud83c!")))
        .isEqualTo(
            """
            what                  value
            --------------------  -----------------------
            line ends             one\\ntwo\\r\\nthree\\tfour
            colour                \\u001b[31mred\\u001b[0m
            one byte of the same  \\u009b31m
            title of the window   \\u001b]0;owned\\u0007
            nothing               \\u0000\\u007f
            separators            \\u2028\\u2029\\u0085
            half a character      \\ud83c!
            """);
  }

  @Test
  void bidirectionalAndInvisibleCharactersAreMadeVisible() {
    assertThat(
            table(
                List.of("what", "value"),
                row("override", "user\u202etxt.exe"),
                row("isolate", "\u2066a\u2069"),
                row("mark", "\u200ea\u061c"),
                row("no width", "a\u200bb\ufeffc"),
                row("language tag", "a\udb40\udc01b")))
        .isEqualTo(
            """
            what          value
            ------------  -----------------
            override      user\\u202etxt.exe
            isolate       \\u2066a\\u2069
            mark          \\u200ea\\u061c
            no width      a\\u200bb\\ufeffc
            language tag  a\\u{e0001}b
            """);
  }

  @Test
  void columnNamesAreEscapedToo() {
    assertThat(table(List.of("a\u001b[2J", "b"), row(1, 2)))
        .isEqualTo(
            """
            a\\u001b[2J  b
            ----------  -
                     1  2
            """);
  }

  @Test
  void aWiderValueAfterTheSampleShiftsOnlyItsOwnRow() {
    StringWriter out = new StringWriter();
    RowPrinter printer = Format.TABLE.printer(out, List.of("word", "n"));
    for (int i = 1; i <= 1000; i++) {
      printer.row(row("tea", i));
    }
    printer.row(row("chamomile", 1001));
    printer.row(row("tea", 1002));
    printer.end();

    assertThat(out.toString())
        .startsWith(
            """
            word  n
            ----  ----
            tea      1
            tea      2
            """)
        .endsWith(
            """
            tea   1000
            chamomile  1001
            tea   1002
            """)
        .hasLineCount(1004);
  }

  @Test
  void theSampleIsPrintedWhenItIsFull() {
    StringWriter out = new StringWriter();
    RowPrinter printer = Format.TABLE.printer(out, List.of("n"));
    for (int i = 1; i < 1000; i++) {
      printer.row(row(i));
    }
    assertThat(out.toString()).isEmpty();

    printer.row(row(1000));
    assertThat(out.toString()).hasLineCount(1002);

    printer.row(row(1001));
    assertThat(out.toString()).hasLineCount(1003);
  }

  @SafeVarargs
  private static String table(List<String> columns, List<Object>... rows) {
    return Printed.as(Format.TABLE, columns, rows);
  }
}
