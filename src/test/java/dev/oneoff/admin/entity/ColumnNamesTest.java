package dev.oneoff.admin.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

  @Test
  void aDuplicateNameGetsTheNextFreeNumber() {
    assertThat(ColumnNames.unique(List.of("id", "name", "id", "id")))
        .containsExactly("id", "name", "id_2", "id_3");
  }

  @Test
  void existingNumberedNamesAreLeftAlone() {
    assertThat(ColumnNames.unique(List.of("a", "a_2", "a", "a_2")))
        .containsExactly("a", "a_2", "a_3", "a_2_2");
  }
}
