package dev.oneoff.admin.cli.format;

import static dev.oneoff.admin.cli.format.Printed.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvPrinterTest {

  @Test
  void valuesAreSeparatedByCommasUnderAHeader() {
    assertThat(
            csv(
                List.of("id", "name", "price"),
                row(7, "Green tea", new BigDecimal("4.50")),
                row(8, "日本語 🍵", new BigDecimal("1E+3"))))
        .isEqualTo(
            """
            id,name,price
            7,Green tea,4.50
            8,日本語 🍵,1000
            """);
  }

  @Test
  void nullIsEmptyAndAnEmptyStringIsQuoted() {
    assertThat(csv(List.of("a", "b", "c"), row(null, "", "x")))
        .isEqualTo(
            """
            a,b,c
            ,"",x
            """);
  }

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(
            csv(
                List.of("a", "b"),
                row("one, two", "she said \"three\""),
                row("four\nfive", "six\r\nseven")))
        .isEqualTo(
            """
            a,b
            "one, two","she said ""three\"""
            "four
            five","six\r
            seven"
            """);
  }

  @Test
  void valuesForProgramsAreNotChanged() {
    assertThat(csv(List.of("a"), row("\u001b[31m<b>|\u202e"), row("=1+1")))
        .isEqualTo("a\n\u001b[31m<b>|\u202e\n=1+1\n");
  }

  @Test
  void aRowOfOneNullIsStillARow() {
    assertThat(csv(List.of("a"), row((Object) null), row("")))
        .isEqualTo(
            """
            a

            ""
            """);
  }

  @Test
  void anEmptyResultIsOnlyTheHeader() {
    assertThat(csv(List.of("id", "full name"))).isEqualTo("id,full name\n");
  }

  @SafeVarargs
  private static String csv(List<String> columns, List<Object>... rows) {
    return Printed.as(Format.CSV, columns, rows);
  }
}
