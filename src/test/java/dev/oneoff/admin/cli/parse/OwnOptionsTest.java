package dev.oneoff.admin.cli.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.cli.TestConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** An object's own options: how they are typed, kept and set again. */
class OwnOptionsTest {

  static final class Letter {
    @Option(names = "--since")
    LocalDate since = LocalDate.EPOCH;

    @Option(names = "--older-than")
    Duration olderThan;

    @Option(names = "--polite")
    boolean polite;

    @Option(names = "--tag")
    List<String> tags;

    @Option(names = "--range", arity = "2")
    int[] range;

    @Option(names = "--pair")
    Map<String, Integer> pairs;

    @Parameters(arity = "0..*")
    List<String> words;
  }

  static final class Secret {
    @Sensitive
    @Option(names = "--api-token", required = true, description = "Opens the door.")
    String token;

    @Sensitive
    @Option(names = "--pin")
    int pin = 7;

    @Option(names = "--note")
    String note;
  }

  @TempDir Path directory;
  private final TestConsole unattended = TestConsole.unattended();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--since 2024-01-01 --polite --tag a --tag b one two",
        "--tag=a one --polite --tag b --since=2024-01-01 two",
        "--tag a --tag b --polite --since 2024-01-01 -- one two",
      })
  void equalValuesAreEqualHoweverTheyAreTyped(String line) {
    Arguments arguments = typed(new Letter(), line);

    assertThat(arguments.words())
        .containsExactly(
            "--polite", "--since=2024-01-01", "--tag=a", "--tag=b", "--", "one", "two");
    assertThat(arguments.hash())
        .isEqualTo(
            typed(new Letter(), "one two --tag a --tag b --since 2024-01-01 --polite").hash());
  }

  @Test
  void differentValuesAreDifferentArguments() {
    assertThat(
            List.of("", "--tag a", "--tag b", "a", "a b", "--tag=a --tag=b", "--tag=b --tag=a")
                .stream()
                .map(line -> typed(new Letter(), line).hash())
                .distinct())
        .hasSize(7)
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--polite",
        "--polite=false",
        "--older-than 36h --since 2024-01-01",
        "--range 1 2 x --tag=-y",
        "--pair a=1 --pair b=2",
        "-- --polite",
      })
  void typedWordsAreSetAgain(String line) {
    Letter typed = new Letter();
    Letter filled = new Letter();

    Arguments arguments = typed(typed, line);
    OwnOptions.fill(filled, arguments.words(), unattended.console());

    assertThat(filled).usingRecursiveComparison().isEqualTo(typed);
    assertThat(typed(new Letter(), arguments.words()).words()).isEqualTo(arguments.words());
  }

  @Test
  void recordedWordsThatNoLongerFitAreReported() {
    assertUsage(() -> OwnOptions.fill(new Letter(), List.of("--gone=1"), unattended.console()))
        .hasMessageContaining("no longer fit", "--gone");
  }

  @Test
  void onlyTheObjectsOwnOptionsCountAsItsOwn() {
    CommandSpec command = CommandSpec.forAnnotatedObject(new Letter()).name("letter");
    CommonOptions.addTo(command);
    OwnOptions.addTo(command, new Secret());
    ParseResult parsed =
        CommandTree.configure(new CommandLine(command))
            .parseArgs("--note", "x", "--polite", "--verbose", "word");

    assertThat(Arguments.of(parsed).words()).containsExactly("--note=x", "--polite", "--", "word");
    assertThat(Arguments.of(parsed).own().words()).containsExactly("--note=x");
  }

  @Test
  void anOptionNameThatIsAlreadyTakenIsAnError() {
    CommandSpec command = CommandSpec.forAnnotatedObject(new Letter()).name("letter");

    assertThatThrownBy(() -> OwnOptions.addTo(command, new Letter()))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("'letter' has an option --", "Give it another name");
  }

  @Test
  void aSensitiveValueComesFromAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "-s3cret word\n");
    Secret secret = new Secret();

    Arguments arguments = typed(secret, List.of("--api-token", "@" + file), unattended, Map.of());

    assertThat(secret.token).isEqualTo("-s3cret word");
    assertThat(secret.pin).isEqualTo(7);
    assertThat(arguments.masked()).containsExactly("--api-token=***");
    assertThat(arguments).hasToString("--api-token=***");
    assertThat(arguments.hash())
        .as("from which nobody guesses the secret")
        .isEqualTo(
            typed(new Secret(), List.of(), unattended, Map.of("ONEOFF_OPTION_API_TOKEN", "x"))
                .hash());

    Secret again = new Secret();
    OwnOptions.fill(again, arguments.words(), unattended.console());
    assertThat(again.token).isEqualTo("-s3cret word");
  }

  @Test
  void aSensitiveValueComesFromAVariable() {
    Secret secret = new Secret();

    typed(
        secret,
        List.of(),
        unattended,
        Map.of("ONEOFF_OPTION_API_TOKEN", "s3cret", "ONEOFF_OPTION_PIN", "1234"));

    assertThat(secret.token).isEqualTo("s3cret");
    assertThat(secret.pin).isEqualTo(1234);
  }

  @Test
  void onATerminalARequiredValueIsAskedFor() {
    Secret secret = new Secret();
    TestConsole attended = TestConsole.attended("s3cret\n");

    typed(secret, List.of(), attended, Map.of());

    assertThat(secret.token).isEqualTo("s3cret");
    assertThat(attended.talk()).isEqualTo("--api-token: \n");
  }

  @Test
  void aMaskedWordIsAskedForAgain() {
    Secret secret = new Secret();
    TestConsole attended = TestConsole.attended("s3cret\n1234\n");

    OwnOptions.fill(
        secret, List.of("--api-token=***", "--note=x", "--pin=***"), attended.console());

    assertThat(List.of(secret.token, secret.note, secret.pin)).containsExactly("s3cret", "x", 1234);
    assertThat(attended.talk()).contains("--api-token: ", "--pin: ");
  }

  @Test
  void aMissingRequiredValueIsReported() {
    assertUsage(() -> typed(new Secret(), List.of(), unattended, Map.of()))
        .hasMessageContaining("--api-token @FILE", "ONEOFF_OPTION_API_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--api-token s3cret",
        "--api-token=s3cret",
        "--api-tokn s3cret",
        "--api-tokn=s3cret",
        "--api-token s3cret --bogus",
        "--api-token=s3cret --api-token=s3cret",
        "--bogus s3cret --api-token @none",
        "--pin s3cret --api-token @none",
      })
  void aTypedSensitiveValueIsRefusedAndNotRepeated(String line) {
    assertThatThrownBy(() -> typed(new Secret(), List.of(line.split(" ")), unattended, Map.of()))
        .satisfies(
            e ->
                assertThat(
                        e instanceof ParameterException p
                            ? ParseFailures.sentence(p)
                            : e.getMessage())
                    .doesNotContain("s3cret")
                    .matches("(?s).*--(api-tok|bogus|pin).*"))
        .hasNoCause();
  }

  @Test
  void aMissingFileIsReported() {
    assertUsage(() -> typed(new Secret(), List.of("--api-token=@nowhere"), unattended, Map.of()))
        .hasMessageContaining("nowhere, cannot be read");
  }

  @Test
  void aValueOfTheWrongTypeIsNotRepeated() {
    assertUsage(
            () ->
                typed(
                    new Secret(),
                    List.of(),
                    unattended,
                    Map.of("ONEOFF_OPTION_API_TOKEN", "x", "ONEOFF_OPTION_PIN", "s3cret")))
        .hasMessageContaining("--pin cannot be used")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void helpSaysHowToGiveIt() {
    CommandSpec command = CommandSpec.create().name("letter");
    OwnOptions.addTo(command, new Secret());

    assertThat(new CommandLine(command).getUsageMessage())
        .contains("--api-token=@FILE", "Opens the door.", "ONEOFF_OPTION_API_TOKEN");
  }

  @Test
  void aSensitiveParameterIsAnError() {
    final class Wrong {
      @Sensitive @Parameters String word;
    }

    assertThatThrownBy(() -> OwnOptions.addTo(CommandSpec.create(), new Wrong()))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("A sensitive value must be given by an option with one value");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertUsage(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AdminException.class,
            e -> assertThat(e.reason()).isEqualTo(AdminException.Cause.USAGE));
  }

  private Arguments typed(Object options, String line) {
    return typed(options, line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  private Arguments typed(Object options, List<String> words) {
    return typed(options, words, unattended, Map.of());
  }

  private static Arguments typed(
      Object options, List<String> words, TestConsole console, Map<String, String> environment) {
    CommandSpec command = CommandSpec.create().name("letter");
    OwnOptions.addTo(command, options);
    ParseResult parsed =
        CommandTree.configure(new CommandLine(command)).parseArgs(words.toArray(String[]::new));
    for (SensitiveOption sensitive : SensitiveOption.of(command)) {
      sensitive.readTyped(console.console(), environment::get);
    }
    return Arguments.of(parsed);
  }
}
