package dev.oneoff.admin.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordPrinterTest {

  @Test
  void propertiesAreLinesAndPartsAreATable() {
    assertThat(printed(Integer.MAX_VALUE, "update products set price = price * 2"))
        .isEqualTo(
            """
            id:         7
            exit code:  0
            message:    one
                        two\\u001b

            statements:
            number  kind  text
            ------  ----  -------------------------------------
                 1  SQL   update products set price = price * 2
                10        commit
            """);
  }

  @Test
  void textWiderThanTheTerminalIsCut() {
    assertThat(printed(40, "update products set price = price * 2"))
        .contains("\n     1  SQL   update products set price…\n")
        .doesNotContain("\n".repeat(3));
  }

  private static String printed(int width, String text) {
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("id", 7);
    run.put("task", null);
    run.put("exit_code", 0);
    run.put("message", "one\ntwo\u001b");
    Map<String, @Nullable Object> first = new LinkedHashMap<>();
    first.put("number", 1);
    first.put("kind", "SQL");
    first.put("text", text);
    first.put("error", null);
    run.put("statements", List.of(first, Map.of("number", 10, "text", "commit")));
    run.put("errors", List.of());
    StringWriter out = new StringWriter();
    new RecordPrinter(out, width).print(run);
    return out.toString();
  }
}
