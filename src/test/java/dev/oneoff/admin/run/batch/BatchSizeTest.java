package dev.oneoff.admin.run.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private final BatchSize size = new BatchSize(Duration.ofMillis(500), 1000);

  @Test
  void aQuickBatchIsFollowedByTwiceAsManyAndNotMoreThanTheLargest() {
    size.took(100, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(200);
    size.took(200, Duration.ofMillis(1));
    size.took(400, Duration.ofMillis(1));
    size.took(800, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(1000);
  }

  @Test
  void aSlowBatchIsFollowedByAsManyAsWouldHaveTakenTheTargetTime() {
    size.took(100, Duration.ofSeconds(5));
    assertThat(size.next()).isEqualTo(10);
    size.took(10, Duration.ofMinutes(5));
    assertThat(size.next()).isEqualTo(1);
  }

  @Test
  void aShortLastBatchTellsNothing() {
    size.took(3, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(100);
  }

  @Test
  void neverMoreThanOneWhereOneIsTheLargest() {
    BatchSize single = new BatchSize(Duration.ofMillis(500), 1);
    single.took(1, Duration.ofMillis(1));
    assertThat(single.next()).isEqualTo(1);
  }
}
