package dev.oneoff.admin.cli.option;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConfirmOptionTest {

  private static final String WHAT = "drops the database orders";

  @Test
  void theEnvironmentsNameConfirms() {
    assertThatCode(() -> require(TestConsole.unattended(), "--confirm", "production"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "Production", "yes", "y", ""})
  void anythingElseDoesNotConfirm(String word) {
    assertThatThrownBy(() -> require(TestConsole.unattended(), "--confirm", word))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageStartingWith("Not confirmed: this environment is production");
  }

  @Test
  void withoutATerminalTheMessageNamesTheOption() {
    assertThatThrownBy(() -> require(TestConsole.unattended()))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessage("This drops the database orders. Confirm it with --confirm production.");
  }

  @Test
  void onATerminalTheNameCanBeTyped() {
    TestConsole console = TestConsole.attended("production\n");

    require(console);

    assertThat(console.talk())
        .isEqualTo(
            "This drops the database orders, in the environment production.\n"
                + "Type the environment's name to continue: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes\n", "y\n", "\n", ""})
  void oneKeyIsTooLittle(String typed) {
    assertThatThrownBy(() -> require(TestConsole.attended(typed)))
        .is(because(AdminException.Cause.REFUSED));
  }

  @Test
  void withTheOptionNoQuestionIsAsked() {
    TestConsole console = TestConsole.attended("production\n");

    assertThatThrownBy(() -> require(console, "--confirm", "staging"))
        .isInstanceOf(AdminException.class);
    assertThat(console.talk()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "test"})
  void whereNothingCanBeLostNobodyIsAsked(String environment) {
    TestConsole console = TestConsole.attended("");

    option().requireOutsideDevelopment(console.console(), WHAT, environment);

    assertThat(console.talk()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production", "dev", "development-2"})
  void elsewhereEverybodyIs(String environment) {
    assertThatThrownBy(
            () ->
                option()
                    .requireOutsideDevelopment(
                        TestConsole.unattended().console(), WHAT, environment))
        .is(because(AdminException.Cause.REFUSED));
  }

  private static void require(TestConsole console, String... arguments) {
    option(arguments).require(console.console(), WHAT, "production");
  }

  private static ConfirmOption option(String... arguments) {
    return CommandLine.populateCommand(new ConfirmOption(), arguments);
  }
}
