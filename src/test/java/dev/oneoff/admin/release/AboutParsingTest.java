package dev.oneoff.admin.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;

class AboutParsingTest {

  @Test
  void aboutTakesAFormat() {
    assertThat(Parsed.command(AboutCommand.class, "about").format.format()).isEqualTo(Format.TABLE);
    assertThat(Parsed.command(AboutCommand.class, "about", "--format", "jsonl").format.format())
        .isEqualTo(Format.JSONL);
  }
}
