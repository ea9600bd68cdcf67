package dev.oneoff.admin.run.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class JsonRowTest {

  @Test
  void aRowIsReadByItsColumns() {
    assertThat(
            JsonRow.read("{\"a\": 1.50, \"b\": null, \"c\": \"x\\\"y\", \"d\": {\"e\": [1, 2]}}"))
        .containsExactly(
            entry("a", "1.50"), entry("b", null), entry("c", "x\"y"), entry("d", "{\"e\":[1,2]}"));
  }
}
