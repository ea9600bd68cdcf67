package dev.oneoff.admin.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.ledger.RunStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTest {

  @ParameterizedTest
  @EnumSource
  void aLivingRunHasTheLedgersStatus(RunStatus status) {
    assertThat(RunState.of(status, true)).hasToString(status.toString());
    assertThat(RunState.of(status, true).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void onlyARunningRunCanHaveDied(RunStatus status) {
    assertThat(RunState.of(status, false) == RunState.DIED).isEqualTo(status == RunStatus.RUNNING);
  }
}
