package dev.oneoff.admin.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;

class MigrateDiffParsingTest {

  @Test
  void aDiffHasAFormat() {
    assertThat(
            Parsed.command(MigrateDiffCommand.class, "migrate", "diff", "--format", "csv")
                .format
                .format())
        .isEqualTo(Format.CSV);
  }
}
