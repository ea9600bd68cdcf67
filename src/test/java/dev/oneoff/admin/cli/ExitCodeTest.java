package dev.oneoff.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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

  @Test
  void helpShowsAllOfThemInOrder() {
    assertThat(ExitCode.meanings().keySet())
        .containsExactly("0", "1", "2", "3", "4", "5", "69", "75", "78");
    assertThat(ExitCode.meanings().values()).allMatch(meaning -> meaning.endsWith("."));
  }

  @Test
  void whatMayBeTriedAgainDiffersFromWhatMayNot() {
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
