package dev.oneoff.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.output.OutputClosed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  private final TestConsole console = TestConsole.unattended();
  private final Failures failures = new Failures(console.console());

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(AdminException.failed("Why.", null), 1),
        Arguments.of(AdminException.usage("Why."), 2),
        Arguments.of(AdminException.refused("Why."), 3),
        Arguments.of(AdminException.incomplete("Why."), 4),
        Arguments.of(AdminException.unavailable("Why.", null), 69),
        Arguments.of(AdminException.busy("Why."), 75),
        Arguments.of(AdminException.interrupted("Why."), 75),
        Arguments.of(AdminException.configuration("Why."), 78));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void aCauseHasOneCode(AdminException failure, int code) {
    assertThat(failures.explain(failure, false).number()).isEqualTo(code);
    assertThat(console.talk()).isEqualTo("error: Why.\n");
  }

  @Test
  void everyCauseIsTested() {
    assertThat(causes())
        .extracting(arguments -> ((AdminException) arguments.get()[0]).reason())
        .containsExactlyInAnyOrder(AdminException.Cause.values());
  }

  @ParameterizedTest
  @CsvSource({
    "08000, UNAVAILABLE",
    "08006, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "57P02, UNAVAILABLE",
    "57P03, UNAVAILABLE",
    "23505, FAILED",
    "42P01, FAILED",
    "42501, REFUSED",
    "25006, REFUSED",
    "55000, REFUSED",
    "53400, REFUSED",
    "3F000, CONFIGURATION",
    "28P01, CONFIGURATION",
    "3D000, CONFIGURATION",
    "53100, UNAVAILABLE",
    "53200, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "57P05, UNAVAILABLE",
    "25P03, UNAVAILABLE",
    "25P04, UNAVAILABLE",
    "58030, UNAVAILABLE",
    "40001, TRY_AGAIN",
    "40P01, TRY_AGAIN",
    "55P03, TRY_AGAIN",
    "55006, TRY_AGAIN",
    "XX001, FAILED",
    "XX002, FAILED",
    "0A000, FAILED",
    "25P02, FAILED",
  })
  void aPostgresqlCodeHasOneCause(String state, ExitCode code) {
    assertThat(failures.explain(new SQLException("PostgreSQL's words", state), false))
        .isEqualTo(code);
    assertThat(console.talk()).contains("PostgreSQL's words");
  }

  @ParameterizedTest
  @CsvSource({
    "canceling statement due to user request, TRY_AGAIN",
    "canceling statement due to statement timeout, FAILED",
  })
  void aCancelledStatementIsExplainedByItsCause(String words, ExitCode code) {
    assertThat(failures.explain(new SQLException("ERROR: " + words, "57014"), false))
        .isEqualTo(code);
  }

  @Test
  void anErrorWithoutASqlstateIsAFailure() {
    assertThat(failures.explain(new SQLException("no state"), false)).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void anAdminExceptionIsFoundAmongCauses() {
    Exception wrapped =
        new RuntimeException(
            new SQLException("outer", "08006", new Error(AdminException.refused("Not here."))));

    assertThat(failures.explain(wrapped, false)).isEqualTo(ExitCode.REFUSED);
    assertThat(console.talk()).isEqualTo("error: Not here.\n");
  }

  @Test
  void aDatabaseFailureIsFoundAmongCauses() {
    Exception wrapped =
        new IllegalStateException("could not", new SQLException("gone away", "08006"));

    assertThat(failures.explain(wrapped, false)).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(console.talk())
        .startsWith("error: The connection to the database was lost: gone away.\n");
  }

  @Test
  void aBugIsNamedWithoutItsStack() {
    assertThat(failures.explain(new IllegalStateException("seven"), false))
        .isEqualTo(ExitCode.FAILED);
    assertThat(console.talk())
        .isEqualTo(
            """
            error: Unexpected IllegalStateException: seven
            Run it again with --verbose to see where it comes from.
            """);
  }

  @Test
  void verboseShowsTheStackOfAnyFailure() {
    failures.explain(AdminException.failed("Why.", new IOException("disk")), true);

    assertThat(console.talk())
        .startsWith("error: Why.\n")
        .contains("\tat dev.oneoff.admin")
        .contains("Caused by: java.io.IOException: disk");
  }

  @Test
  void aReaderThatIsGoneIsNotAFailure() {
    assertThat(failures.explain(new OutputClosed(), false)).isEqualTo(ExitCode.DONE);
    assertThat(console.talk()).isEmpty();
  }
}
