package dev.oneoff.admin.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionTest {

  @ParameterizedTest
  @CsvSource({"bash, BASH", "ZSH, ZSH", "fish, FISH"})
  void theShellsNameIsAcceptedInAnyCase(String typed, CompletionCommand.Shell shell) {
    assertThat(Parsed.command(CompletionCommand.class, "completion", typed).shell).isEqualTo(shell);
  }

  @ParameterizedTest
  @EnumSource(CompletionCommand.Shell.class)
  void everyScriptCompletesEveryCommand(CompletionCommand.Shell shell) throws Exception {
    String script = script(shell);

    assertThat(CommandTree.whole().getSubcommands().keySet()).allMatch(script::contains);
    assertThat(script).contains("status", "confirm", "markdown").contains("OrderLine");
  }

  @Test
  void fishShowsWhatEachWordMeans() throws Exception {
    assertThat(script(CompletionCommand.Shell.FISH))
        .contains(
            "complete -c app -n '__fish_use_subcommand' -a migrate -d 'Migrates the database\\'s"
                + " schema to this release.'\n")
        .contains(
            "complete -c app -n '__fish_seen_subcommand_from local; and __fish_seen_subcommand_from"
                + " status' -l format -r -a 'table csv json jsonl markdown' -d 'How the rows are"
                + " printed: ")
        .contains(
            "complete -c app -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n")
        .doesNotContain("${");
  }

  private static String script(CompletionCommand.Shell shell) throws Exception {
    TestConsole console = TestConsole.unattended();
    CompletionCommand command =
        Parsed.command(CompletionCommand.class, "completion", shell.toString());

    assertThat(command.run(console.console())).isEqualTo(ExitCode.DONE);
    return console.data();
  }
}
