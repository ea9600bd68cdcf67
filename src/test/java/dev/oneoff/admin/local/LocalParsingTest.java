package dev.oneoff.admin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;

class LocalParsingTest {

  @Test
  void startAndStopTakeNothing() {
    assertThat(Parsed.command(LocalStartCommand.class, "local", "start")).isNotNull();
    assertThat(Parsed.command(LocalStopCommand.class, "local", "stop")).isNotNull();
  }

  @Test
  void statusTakesAFormat() {
    assertThat(
            Parsed.command(LocalStatusCommand.class, "local", "status", "--format", "json")
                .format
                .format())
        .isEqualTo(Format.JSON);
  }

  @Test
  void resetTakesAConfirmation() {
    LocalResetCommand command =
        Parsed.command(LocalResetCommand.class, "local", "reset", "--confirm", "development");

    assertThatCode(
            () ->
                command.confirm.require(TestConsole.unattended().console(), "drops", "development"))
        .doesNotThrowAnyException();
  }
}
