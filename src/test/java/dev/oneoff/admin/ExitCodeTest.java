package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.ledger.RunStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

  @Test
  void theNumbersAreTheContract() {
    assertThat(Arrays.stream(ExitCode.values()).map(code -> code.number() + " " + code))
        .containsExactly(
            "0 DONE",
            "1 FAILED",
            "2 USAGE",
            "3 REFUSED",
            "4 INCOMPLETE",
            "5 NOT_AS_REQUIRED",
            "69 UNAVAILABLE",
            "75 TRY_AGAIN",
            "78 CONFIGURATION");
  }

  @ParameterizedTest
  @CsvSource({
    "DONE, DONE",
    "NOT_AS_REQUIRED, DONE",
    "INCOMPLETE, INCOMPLETE",
    "TRY_AGAIN, INTERRUPTED",
    "REFUSED, REFUSED",
    "FAILED, FAILED",
    "USAGE, FAILED",
    "UNAVAILABLE, FAILED",
    "CONFIGURATION, FAILED"
  })
  void eachHasAStatusInTheLedger(ExitCode code, RunStatus status) {
    assertThat(RunStatus.of(code)).isEqualTo(status);
    assertThat(RunStatus.RUNNING.leadsTo(status)).isTrue();
  }

  @Test
  void helpShowsAllOfThemInOrder() {
    assertThat(ExitCode.meanings().keySet())
        .containsExactly("0", "1", "2", "3", "4", "5", "69", "75", "78");
    assertThat(ExitCode.meanings().values()).allMatch(meaning -> meaning.endsWith("."));
  }

  @Test
  void retryableCodesDifferFromTheOthers() {
    assertThat(AdminException.Cause.values())
        .filteredOn(
            cause ->
                ExitCode.of(cause) == ExitCode.UNAVAILABLE
                    || ExitCode.of(cause) == ExitCode.TRY_AGAIN)
        .containsExactlyInAnyOrder(
            AdminException.Cause.UNAVAILABLE,
            AdminException.Cause.BUSY,
            AdminException.Cause.INTERRUPTED);
  }
}
