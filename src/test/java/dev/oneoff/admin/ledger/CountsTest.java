package dev.oneoff.admin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void oneIsSingularAndEverythingElsePlural() {
    assertThat(Counts.of(0, "item")).isEqualTo("0 items");
    assertThat(Counts.of(1, "item")).isEqualTo("1 item");
    assertThat(Counts.of(1_200, "row")).isEqualTo("1,200 rows");
  }
}
