package dev.oneoff.admin.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.run.runner.RunOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskParsingTest {

  @Test
  void aFixHasDefaults() {
    FixTaskCommand fix = Parsed.command(FixTaskCommand.class, "fix", "backfill-slugs");

    assertThat(fix.again.again()).isFalse();
    assertThat(fix.options.dryRun()).isFalse();
    assertThat(fix.options.runOptions(fix.again.again())).isEqualTo(RunOptions.DEFAULT);
  }

  @Test
  void aFixTakesTheRunnersOptionsAndItsOwn() {
    FixTaskCommand fix =
        Parsed.command(
            FixTaskCommand.class,
            "fix",
            "backfill-slugs",
            "--since=2024-01-01",
            "--again",
            "--dry-run",
            "--join",
            "--workers=4",
            "--max-errors=0",
            "--target-batch-time=2s",
            "--reason=OPS-7");

    assertThat(fix.again.again()).isTrue();
    assertThat(fix.options.dryRun()).isTrue();
    assertThat(fix.options.runOptions(fix.again.again()))
        .isEqualTo(new RunOptions(4, true, true, 0, Duration.ofSeconds(2)));
  }

  @Test
  void aCleanupIsConfirmed() {
    assertThat(
            Parsed.command(
                CleanupTaskCommand.class,
                "cleanup",
                "purge-idle-customers",
                "--idle-for=30",
                "--confirm=staging"))
        .isNotNull();
  }

  @Test
  void aListHasAFormat() {
    assertThat(Parsed.command(FixCommand.class, "fix", "--format", "csv").format.format())
        .isEqualTo(Format.CSV);
  }
}
