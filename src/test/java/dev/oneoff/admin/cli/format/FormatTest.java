package dev.oneoff.admin.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing, by its properties. */
class FormatTest {

  private final Map<String, Object> properties = new LinkedHashMap<>();

  @BeforeEach
  void describe() {
    properties.put("service", "orders");
    properties.put("port", 5432);
    properties.put("commit", null);
  }

  @Test
  void inATableEachPropertyIsALineAndNothingIsANumber() {
    assertThat(printed(Format.TABLE))
        .isEqualTo(
            """
            name     value
            -------  ------
            service  orders
            port     5432
            commit   null
            """);
  }

  @Test
  void inCsvEachPropertyIsALine() {
    assertThat(printed(Format.CSV))
        .isEqualTo(
            """
            name,value
            service,orders
            port,5432
            commit,
            """);
  }

  @Test
  void inMarkdownEachPropertyIsALine() {
    assertThat(printed(Format.MARKDOWN))
        .isEqualTo(
            """
            | name | value |
            | --- | --- |
            | service | orders |
            | port | 5432 |
            | commit | null |
            """);
  }

  @Test
  void inJsonItIsOneObjectInBothForms() {
    assertThat(printed(Format.JSON))
        .isEqualTo(
            """
            {"service":"orders","port":5432,"commit":null}
            """)
        .isEqualTo(printed(Format.JSONL));
  }

  @Test
  void aFormatIsNamedAsItIsTyped() {
    assertThat(Format.values())
        .extracting(Format::toString)
        .containsExactly("table", "csv", "json", "jsonl", "markdown");
  }

  private String printed(Format format) {
    StringWriter out = new StringWriter();
    format.print(out, properties);
    return out.toString();
  }
}
