package dev.oneoff.admin.cli.help;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.parse.CommandTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code help}. */
@AutoService(AdminCommand.class)
@Command(
    name = "help",
    description =
        "Shows a command's help, as --help after it does, for example help migrate status. Without a command, shows the general help.")
public final class HelpCommand implements StandaloneCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command's full name, such as migrate status.")
  List<String> words = new ArrayList<>();

  @Option(
      names = "--man",
      description = "Writes it as a manual page: app help --man migrate | man -l -.")
  boolean man;

  @Override
  public ExitCode run(Console console) throws IOException {
    CommandLine command = CommandTree.named(words);
    if (man) {
      console.data().append(new ManPage(command).text());
    } else {
      Help.show(command, console);
    }
    return ExitCode.DONE;
  }
}
