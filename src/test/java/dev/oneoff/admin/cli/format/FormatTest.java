package dev.oneoff.admin.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
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
  void inATableEachPropertyIsALineAndNoValueIsANumber() {
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
  void nestedRowsHaveALineEachOrAreJson() {
    properties.clear();
    properties.put("arguments", List.of("--since", "2024"));
    properties.put(
        "errors", List.of(Map.of("key", List.of("1", "a")), Map.of("key", List.of("2"))));
    properties.put("chunks", List.of());

    assertThat(printed(Format.CSV))
        .isEqualTo(
            """
            name,value
            arguments,--since 2024
            errors,key: 1 a
            errors,key: 2
            chunks,""
            """);
    assertThat(printed(Format.JSONL))
        .isEqualTo(
            """
            {"arguments":["--since","2024"],"errors":[{"key":["1","a"]},{"key":["2"]}],"chunks":[]}
            """);
  }

  @Test
  void aFormatHasTheNameThatIsTyped() {
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
