package dev.oneoff.admin.cli.format;

import static dev.oneoff.admin.cli.format.Printed.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPrinterTest {

  @Test
  void rowsBecomeATable() {
    assertThat(
            markdown(List.of("id", "signed_up_on"), row(7, "2026-01-31"), row(8, null), row(9, "")))
        .isEqualTo(
            """
            | id | signed_up_on |
            | --- | --- |
            | 7 | 2026-01-31 |
            | 8 | null |
            | 9 |  |
            """);
  }

  @Test
  void aPipeStaysInItsCellAfterAnyCharacter() {
    assertThat(markdown(List.of("a|b"), row("one|two"), row("three\\|four"), row("five\\")))
        .isEqualTo(
            """
            | a\\|b |
            | --- |
            | one\\|two |
            | three\\\\\\|four |
            | five\\\\ |
            """);
  }

  @Test
  void markupIsEscaped() {
    assertThat(
            markdown(
                List.of("value"),
                row("<script>alert('&')</script>"),
                row("**bold** `code` ~~gone~~"),
                row("[link](https://example.com)"),
                row("__init__ and snake_case")))
        .isEqualTo(
            """
            | value |
            | --- |
            | &lt;script&gt;alert('&amp;')&lt;/script&gt; |
            | \\*\\*bold\\*\\* \\`code\\` \\~\\~gone\\~\\~ |
            | \\[link\\](https://example.com) |
            | \\_\\_init\\_\\_ and snake_case |
            """);
  }

  @Test
  void aRowStaysOnOneLine() {
    assertThat(markdown(List.of("value"), row("one\ntwo\r"), row("\u001b[31m\u202e"), row("日 🍵")))
        .isEqualTo(
            """
            | value |
            | --- |
            | one\\\\ntwo\\\\r |
            | \\\\u001b\\[31m\\\\u202e |
            | 日 🍵 |
            """);
  }

  @Test
  void anEmptyResultIsOnlyTheHeader() {
    assertThat(markdown(List.of("id", "name")))
        .isEqualTo(
            """
            | id | name |
            | --- | --- |
            """);
  }

  @SafeVarargs
  private static String markdown(List<String> columns, List<Object>... rows) {
    return Printed.as(Format.MARKDOWN, columns, rows);
  }
}
