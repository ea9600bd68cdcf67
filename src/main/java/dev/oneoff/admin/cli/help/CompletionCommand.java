package dev.oneoff.admin.cli.help;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.parse.CommandTree;
import java.io.IOException;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion}. */
@AutoService(AdminCommand.class)
@Command(
    name = "completion",
    description = {
      "Prints a script that completes the commands and options of 'app' with the tab key.",
      "The shell must know that name: alias app='java -jar app.jar', then for bash: source <(app"
          + " completion bash)."
    })
public final class CompletionCommand implements StandaloneCommand {

  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "SHELL",
      description = "The shell to complete in: ${COMPLETION-CANDIDATES}.")
  Shell shell;

  @Override
  public ExitCode run(Console console) throws IOException {
    CommandLine commandLine = CommandTree.whole();
    console.data().append(script(commandLine));
    return ExitCode.DONE;
  }

  private String script(CommandLine commandLine) {
    return switch (shell) {
      // One script for both: it enables zsh's own support for bash completion.
      case BASH, ZSH -> AutoComplete.bash(commandLine.getCommandName(), commandLine);
      case FISH -> FishCompletion.of(commandLine);
    };
  }
}
