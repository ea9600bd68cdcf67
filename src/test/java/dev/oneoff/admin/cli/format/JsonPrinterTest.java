package dev.oneoff.admin.cli.format;

import static dev.oneoff.admin.cli.format.Printed.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonPrinterTest {

  private static final List<String> COLUMNS = List.of("id", "name", "sold");

  @Test
  void anArrayHasAnObjectOnEachLine() {
    assertThat(Printed.as(Format.JSON, COLUMNS, row(7, "Green tea", true), row(8, "日本語 🍵", null)))
        .isEqualTo(
            """
            [
            {"id":7,"name":"Green tea","sold":true},
            {"id":8,"name":"日本語 🍵","sold":null}
            ]
            """);
  }

  @Test
  void linesAreObjectsWithoutAnArray() {
    assertThat(Printed.as(Format.JSONL, COLUMNS, row(7, "Green tea", true), row(8, "Cup", false)))
        .isEqualTo(
            """
            {"id":7,"name":"Green tea","sold":true}
            {"id":8,"name":"Cup","sold":false}
            """);
  }

  @Test
  void anEmptyResultIsAnEmptyArray() {
    assertThat(Printed.as(Format.JSON, COLUMNS)).isEqualTo("[]\n");
  }

  @Test
  void anEmptyResultHasNoLines() {
    assertThat(Printed.as(Format.JSONL, COLUMNS)).isEmpty();
  }

  @Test
  void aNumberKeepsItsDigits() {
    assertThat(
            Printed.as(
                Format.JSONL,
                List.of("short", "long", "decimal", "plain", "big", "double", "float"),
                row(
                    (short) 1,
                    Long.MAX_VALUE,
                    new BigDecimal("4.50"),
                    new BigDecimal("1E+3"),
                    new BigInteger("123456789012345678901234567890"),
                    0.1d,
                    1.5f)))
        .isEqualTo(
            """
            {"short":1,"long":9223372036854775807,"decimal":4.50,"plain":1000,"big":123456789012345678901234567890,"double":0.1,"float":1.5}
            """);
  }

  @Test
  void numbersThatJsonDoesNotHaveAreText() {
    assertThat(
            Printed.as(
                Format.JSONL,
                List.of("a", "b", "c"),
                row(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)))
        .isEqualTo(
            """
            {"a":"NaN","b":"Infinity","c":"-Infinity"}
            """);
  }

  @Test
  void otherValuesArePrintedAsText() {
    assertThat(Printed.as(Format.JSONL, List.of("at"), row(Instant.EPOCH)))
        .isEqualTo(
            """
            {"at":"1970-01-01T00:00:00Z"}
            """);
  }

  @Test
  void quotesAndControlCharactersAreEscaped() {
    assertThat(Printed.as(Format.JSONL, List.of("a\"b"), row("\"\\\n\t\u001b[31m\u0000</script>")))
        .isEqualTo(
            """
            {"a\\"b":"\\"\\\\\\n\\t\\u001B[31m\\u0000</script>"}
            """);
  }

  @Test
  void rowsAreWrittenAsTheyArrive() {
    StringWriter out = new StringWriter();
    RowPrinter printer = Format.JSONL.printer(out, List.of("text"));
    for (int i = 0; i < 100; i++) {
      printer.row(row("x".repeat(1000)));
    }

    assertThat(out.toString()).hasSizeGreaterThan(90_000);
  }

  @Test
  void aPathIsTextAlthoughItIsIterable() {
    assertThat(Printed.as(Format.JSONL, List.of("file"), row(Path.of("a", "b"))))
        .isEqualTo("{\"file\":\"a" + File.separator + "b\"}\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "JSONL"})
  void anyParserCanReadIt(Format format) throws IOException {
    String text =
        Printed.as(format, COLUMNS, row(1, "\u001b\ud83c", true), row(Double.NaN, "日", null));
    int objects = 0;
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        objects += parser.currentToken().isStructStart() && parser.currentName() == null ? 1 : 0;
      }
    }
    assertThat(objects).isEqualTo(format == Format.JSON ? 3 : 2);
  }
}
