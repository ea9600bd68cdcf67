package dev.oneoff.admin.run.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void ticksAreRoundNumbersAroundTheValues() {
    assertThat(labels(0, 870, true)).containsExactly("0", "200", "400", "600", "800", "1,000");
    assertThat(labels(-35, 80, true)).containsExactly("-50", "0", "50", "100");
    assertThat(labels(0.1, 0.34, true)).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
  }

  @Test
  void barsStartAtZeroAndALineNeedNot() {
    assertThat(labels(980, 1000, true)).startsWith("0");
    assertThat(labels(980, 1000, false)).containsExactly("980", "985", "990", "995", "1,000");
  }

  @Test
  void largeNumbersAreShort() {
    assertThat(labels(0, 12_345_678, true)).containsExactly("0", "5M", "10M", "15M");
    assertThat(labels(0, 1.5e9, true)).containsExactly("0", "0.5G", "1.0G", "1.5G");
  }

  @Test
  void equalValuesGetAScaleToo() {
    assertThat(labels(0, 0, true)).startsWith("0.0").endsWith("1.0");
    assertThat(labels(7, 7, false)).hasSizeGreaterThan(1);
    assertThat(labels(-3, -3, true)).containsExactly("-3", "-2", "-1", "0");
  }

  private static List<String> labels(double low, double high, boolean fromZero) {
    Axis axis = Axis.of(low, high, fromZero);
    return axis.ticks().stream().map(axis::label).toList();
  }
}
