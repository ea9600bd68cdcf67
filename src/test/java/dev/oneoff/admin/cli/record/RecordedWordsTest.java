package dev.oneoff.admin.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RecordedWordsTest {

  @Test
  void theCommandAndTheWordsAfterItAreRecorded() {
    assertThat(recorded("migrate", "rollback", "--to", "migrate", "--reason", "a bad index"))
        .contains(
            new RecordedWords(
                "migrate rollback",
                List.of("--to=migrate"),
                Optional.of("a bad index"),
                false,
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate --plan",
        "migrate --check",
        "migrate --sql",
        "migrate rollback --count 1 --plan",
        "migrate sync --plan",
        "migrate status",
        "migrate locks",
        "about",
        "health"
      })
  void readOnlyCommandsAreNotRecorded(String commandLine) {
    assertThat(recorded(commandLine.split(" "))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "migrate --count 1",
        "migrate rollback --count 1",
        "migrate tag v1",
        "migrate sync",
        "migrate environment staging"
      })
  void commandsThatChangeSomethingAreRecorded(String commandLine) {
    assertThat(recorded(commandLine.split(" "))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "sql -c x, false",
    "sql -c x --write, true",
    "sql -c x --unmask, true",
    "query x, false",
    "query x --unmask, true",
    "models A 1, false",
    "shell -c x, false",
    "shell -c x --write, true",
    "export A, false",
    "export A --unmask, true",
    "report overdue-orders, false",
    "import A f, true",
    "import A f --dry-run, false",
    "migrate, false",
    "migrate sync, false",
    "migrate rollback --count 1, true",
    "migrate tag v1, true",
    "migrate environment staging, true",
    "runs prune --older-than 30d, true",
    "fix backfill-slugs, true",
    "fix backfill-slugs --dry-run, false",
    "runs undo 7 --confirm=test, true",
  })
  void writingOrUnmaskingNeedsTheLedger(String commandLine, boolean needed) {
    assertThat(recorded(commandLine.split(" ")))
        .get()
        .extracting(RecordedWords::needed)
        .isEqualTo(needed);
  }

  /** To a command that runs elsewhere. */
  private static final Set<String> PASS_IT_ON = Set.of("job run", "job show");

  static Stream<CommandLine> commands() {
    return below(CommandTree.whole())
        .filter(command -> command.getCommandSpec().userObject() instanceof AdminCommand);
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(RecordedWordsTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void recordedCommandsTakeAReasonAndHaveTheOptionsThatExemptThem(CommandLine command) {
    Recorded recorded =
        command.getCommandSpec().userObject().getClass().getAnnotation(Recorded.class);

    assertThat(command.getCommandSpec().optionsMap().containsKey(CommonOptions.REASON))
        .isEqualTo(recorded != null || PASS_IT_ON.contains(CommandTree.nameOf(command)));
    if (recorded != null) {
      assertThat(command.getCommandSpec().optionsMap().keySet())
          .containsAll(List.of(recorded.unless()));
    }
  }

  private static Optional<RecordedWords> recorded(String... arguments) {
    List<CommandLine> all =
        CommandTree.parserFor(arguments).parseArgs(arguments).asCommandLineList();
    CommandLine chosen = all.get(all.size() - 1);
    return RecordedWords.of(chosen, Arguments.of(chosen.getParseResult()));
  }
}
