package dev.oneoff.admin.run.history;

import dev.oneoff.admin.ledger.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run, with what can be derived from its row and its lock. */
record ShownRun(Run run, RunState state) {

  /** How long it took, has taken so far, or had taken when it last gave a sign of life. */
  BigDecimal seconds() {
    Instant end =
        run.endedAt()
            .orElseGet(() -> state == RunState.RUNNING ? Instant.now() : run.heartbeatAt());
    Duration took = Duration.between(run.startedAt(), end);
    // The clocks of two machines.
    long millis = Math.max(0, took.toMillis());
    return BigDecimal.valueOf(millis, 3).setScale(1, RoundingMode.HALF_UP);
  }

  /** Items per second, if there were any. */
  @Nullable BigDecimal rate() {
    return run.processed() == 0 || seconds().signum() == 0
        ? null
        : BigDecimal.valueOf(run.processed()).divide(seconds(), 1, RoundingMode.HALF_UP);
  }
}
