package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalSizeTest {

  @Test
  void aTerminalWithoutASizeIs80By24() {
    assertThat(TerminalSize.of(0, 0, Map.of())).isEqualTo(new TerminalSize(80, 24));
    assertThat(TerminalSize.of(120, 50, Map.of())).isEqualTo(new TerminalSize(120, 50));
  }

  @Test
  void variablesThatAreNumbersComeFirst() {
    assertThat(TerminalSize.of(120, 50, Map.of("COLUMNS", "60", "LINES", "10")))
        .isEqualTo(new TerminalSize(60, 10));
    assertThat(TerminalSize.of(120, 0, Map.of("COLUMNS", "0", "LINES", "many")))
        .isEqualTo(new TerminalSize(120, 24));
  }
}
