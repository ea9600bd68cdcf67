package dev.oneoff.admin.database.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockKeyTest {

  @Test
  void theNumbersStayTheSameInEveryRelease() {
    assertThat(LockKey.of("migrate", "orders", "public", "DATABASECHANGELOG"))
        .isEqualTo(new LockKey(-2476858849256741464L, -5062975535317927657L));
  }

  @Test
  void differentWordsGiveDifferentNumbers() {
    assertThat(LockKey.of("a", "bc")).isNotEqualTo(LockKey.of("ab", "c"));
  }
}
