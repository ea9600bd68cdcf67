package dev.oneoff.admin.ledger;

import static dev.oneoff.admin.ledger.RunStatus.CANCELLED;
import static dev.oneoff.admin.ledger.RunStatus.DONE;
import static dev.oneoff.admin.ledger.RunStatus.FAILED;
import static dev.oneoff.admin.ledger.RunStatus.INCOMPLETE;
import static dev.oneoff.admin.ledger.RunStatus.INTERRUPTED;
import static dev.oneoff.admin.ledger.RunStatus.PAUSED;
import static dev.oneoff.admin.ledger.RunStatus.REFUSED;
import static dev.oneoff.admin.ledger.RunStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatusTest {

  private static final Map<RunStatus, Set<RunStatus>> ARROWS =
      Map.of(
          RUNNING, Set.of(PAUSED, INTERRUPTED, FAILED, INCOMPLETE, DONE, REFUSED, CANCELLED),
          PAUSED, Set.of(RUNNING, INTERRUPTED, CANCELLED),
          INTERRUPTED, Set.of(RUNNING, CANCELLED),
          FAILED, Set.of(RUNNING, CANCELLED),
          INCOMPLETE, Set.of(),
          DONE, Set.of(),
          REFUSED, Set.of(),
          CANCELLED, Set.of());

  @ParameterizedTest
  @EnumSource
  void exactlyTheseTransitionsAreAllowed(RunStatus from) {
    for (RunStatus to : RunStatus.values()) {
      assertThat(from.leadsTo(to)).as(from + " to " + to).isEqualTo(ARROWS.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStatusWithoutTransitionsIsFinal(RunStatus status) {
    assertThat(status.open()).isEqualTo(!ARROWS.get(status).isEmpty());
  }
}
