package dev.oneoff.admin.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.TestConsole;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  @Test
  void aLineShowsProgressSpeedAndRemainingTime() {
    assertThat(line(OptionalLong.of(5_000), 1_000, 200, 10))
        .isEqualTo("1,200 of 5,000 items, 20 a second, 3 min 10 s left.");
    assertThat(line(OptionalLong.of(9_999_999), 0, 100, 1))
        .isEqualTo("100 of 9,999,999 items, 100 a second, 27 h 46 min left.");
  }

  @Test
  void withoutATotalItShowsNoRemainingTime() {
    assertThat(line(OptionalLong.empty(), 0, 50, 1)).isEqualTo("50 items, 50 a second.");
    assertThat(line(OptionalLong.of(10), 0, 0, 1)).isEqualTo("0 of 10 items, 0 a second.");
  }

  private static String line(OptionalLong total, long before, long done, long seconds) {
    try (ProgressLines lines =
        new ProgressLines(TestConsole.unattended().console(), total, before)) {
      return lines.line(done, Duration.ofSeconds(seconds).toNanos());
    }
  }
}
