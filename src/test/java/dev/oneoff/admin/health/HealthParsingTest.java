package dev.oneoff.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;

class HealthParsingTest {

  @Test
  void healthTakesAFormat() {
    assertThat(
            Parsed.command(HealthCommand.class, "health", "--format", "markdown").format.format())
        .isEqualTo(Format.MARKDOWN);
  }
}
