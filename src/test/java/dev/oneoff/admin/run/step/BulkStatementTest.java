package dev.oneoff.admin.run.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkStatementTest {

  @Test
  void parametersAreNumberedAfterTheItemsAndStringsAreKept() {
    assertThat(BulkStatement.renumbered("a = ?1, b = 'it''s ?1', c = ?12 + ?2", 4))
        .isEqualTo("a = ?4, b = 'it''s ?1', c = ?15 + ?5");
  }
}
