package dev.oneoff.admin.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli does not write. */
final class FishCompletion {

  private final String program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandLine commandLine) {
    FishCompletion completion = new FishCompletion(commandLine.getCommandName());
    completion.line("-f");
    completion.describe(commandLine, "__fish_use_subcommand", "");
    return completion.script.toString();
  }

  private void describe(CommandLine command, String reached, String path) {
    for (CommandLine below : command.getSubcommands().values()) {
      String name = below.getCommandName();
      line("-n " + quote(reached) + " -a " + name + " -d " + quote(description(below)));
      String belowPath = path.isEmpty() ? name : path + " " + name;
      describe(
          below, "__fish_seen_subcommand_from " + lastWord(belowPath) + others(below), belowPath);
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      line(option(option, reached));
    }
  }

  // Once one of its own subcommands stands there too, a command's words are not offered any more.
  private static String others(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return "";
    }
    return "; and not __fish_seen_subcommand_from "
        + String.join(" ", command.getSubcommands().keySet());
  }

  private static String lastWord(String path) {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  private static String option(OptionSpec option, String reached) {
    String names =
        List.of(option.names()).stream()
            .map(
                name ->
                    name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    String value = option.arity().max() > 0 ? " -r" : "";
    String values =
        option.completionCandidates() == null
            ? ""
            : " -a " + quote(String.join(" ", option.completionCandidates()));
    return "-n "
        + quote(reached)
        + " "
        + names
        + value
        + values
        + " -d "
        + quote(first(option.description()));
  }

  private void line(String arguments) {
    script.append("complete -c ").append(program).append(' ').append(arguments).append('\n');
  }

  private static String description(CommandLine command) {
    return first(command.getCommandSpec().usageMessage().description());
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replaceAll(":? \\$\\{[^}]*}\\.?", ".");
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
