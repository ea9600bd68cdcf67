package dev.oneoff.admin.shell;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;

class ShellParsingTest {

  @Test
  void withoutOptionsItOnlyReads() {
    ShellCommand shell = Parsed.command(ShellCommand.class, "shell");

    assertThat(shell.readsOnly()).isTrue();
    assertThat(shell.script.given()).isFalse();
    assertThat(shell.format.format()).isEqualTo(Format.TABLE);
  }

  @Test
  void writingNeedsAnOption() {
    ShellCommand shell =
        Parsed.command(ShellCommand.class, "shell", "--write", "--reason", "a typo", "-c", "1");

    assertThat(shell.readsOnly()).isFalse();
  }

  @Test
  void twoSourcesAndUnmaskingWithoutAReasonAreRefusedBeforeABoot() {
    ShellCommand both = Parsed.command(ShellCommand.class, "shell", "-c", "1", "fix.jsh");
    ShellCommand unmask = Parsed.command(ShellCommand.class, "shell", "-c", "1", "--unmask");

    assertThatThrownBy(() -> both.check(TestConsole.unattended().invocation()))
        .is(because(Cause.USAGE));
    assertThatThrownBy(() -> unmask.check(TestConsole.unattended().invocation()))
        .is(because(Cause.USAGE));
  }
}
