package dev.oneoff.admin.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class RedactedStreamTest {

  private static final String ADDRESS = "eve@stream-planted.example";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed =
      new PrintStream(new RedactedStream(out, () -> false), true, UTF_8);

  @Test
  void aValueIsMaskedWhereverLongTextIsSplit() {
    Redaction.PROCESS.learn(ADDRESS);
    for (int before = 8160; before <= 8192; before++) {
      printed.println("x".repeat(before) + ADDRESS + "é".repeat(9000));
    }

    assertThat(out.toString(UTF_8)).contains("x***é").doesNotContain("eve@", "planted.example");
    assertThat(out.toString(UTF_8).lines().map(String::length))
        .contains(8160 + 3 + 9000, 8192 + 3 + 9000)
        .hasSize(33);
  }

  @Test
  void singleBytesAreMaskedTooAndAQuestionAppearsAtOnce() {
    Redaction.PROCESS.learn(ADDRESS);
    for (byte letter : ADDRESS.getBytes(UTF_8)) {
      printed.write(letter);
    }
    printed.write('\n');
    assertThat(out.toString(UTF_8)).isEqualTo("***\n");

    printed.print("Sure? ");
    assertThat(out.toString(UTF_8)).isEqualTo("***\nSure? ");
  }

  @Test
  void bufferedTextIsPrintedAtTheEnd() {
    printed.print("x".repeat(8192));
    printed.close();

    assertThat(out.toString(UTF_8)).hasSize(8192);
  }
}
