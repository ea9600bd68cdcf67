package dev.oneoff.admin.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.format.TerminalPrinter.Expanded;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalPrinterTest {

  private final StringWriter out = new StringWriter();

  @Test
  void aResultThatFitsIsATable() {
    print(Expanded.AUTO, 20);

    assertThat(out).hasToString("id  name\n--  --------\n 1  a long x\n");
  }

  @Test
  void aResultThatIsTooWideIsABlockOfLines() {
    print(Expanded.AUTO, 11);

    assertThat(out).hasToString("-[ row 1 ]-\nid    1\nname  a long x\n");
  }

  @Test
  void theUserCanChooseOtherwise() {
    print(Expanded.OFF, 5);
    assertThat(out.toString()).startsWith("id  name\n");

    out.getBuffer().setLength(0);
    print(Expanded.ON, 100);
    assertThat(out.toString()).startsWith("-[ row 1 ]-\n");
  }

  private void print(Expanded expanded, int width) {
    TerminalPrinter printer = new TerminalPrinter(out, List.of("id", "name"), expanded, width);
    printer.row(List.of(1, "a long x"));
    printer.end();
  }
}
