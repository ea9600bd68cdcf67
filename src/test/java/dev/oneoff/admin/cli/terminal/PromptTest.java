package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class PromptTest {

  private static final String BOLD_RED = "\u001b[31;1m";

  @Test
  void itShowsTheDatabaseAndEnvironment() {
    assertThat(prompt("staging", false)).hasToString("orders (staging) shell> ");
    assertThat(Prompt.of("orders", Optional.empty(), "sql", false)).hasToString("orders sql> ");
  }

  @Test
  void itShowsWhetherWritingIsPossible() {
    assertThat(prompt("staging", true)).hasToString("orders (staging) shell!> ");
  }

  @Test
  void productionIsRed() {
    assertThat(prompt("production", false).toAnsi()).contains(BOLD_RED + "(production)");
    assertThat(prompt("development", false).toAnsi()).doesNotContain(BOLD_RED);
  }

  private static AttributedString prompt(String environment, boolean writing) {
    return Prompt.of("orders", Optional.of(environment), "shell", writing);
  }
}
