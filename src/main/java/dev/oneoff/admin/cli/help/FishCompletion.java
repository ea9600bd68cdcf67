package dev.oneoff.admin.cli.help;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish, which picocli does not generate. */
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

  private void describe(CommandLine command, String reached, String seen) {
    for (CommandLine below : command.getSubcommands().values()) {
      String name = below.getCommandName();
      line("-n " + quote(reached) + " -a " + name + " -d " + quote(description(below)));
      String belowSeen =
          (seen.isEmpty() ? "" : seen + "; and ") + "__fish_seen_subcommand_from " + name;
      describe(below, belowSeen + others(below), belowSeen);
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      line(option(option, reached));
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      if (parameter.completionCandidates() != null) {
        line("-n " + quote(reached) + values(parameter));
      }
    }
  }

  // Once one of a command's subcommands has been typed, its other words are no longer offered.
  private static String others(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return "";
    }
    return "; and not __fish_seen_subcommand_from "
        + String.join(" ", command.getSubcommands().keySet());
  }

  private static String option(OptionSpec option, String reached) {
    String names =
        List.of(option.names()).stream()
            .map(
                name ->
                    name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    String value = option.arity().max() > 0 ? " -r" : "";
    return "-n "
        + quote(reached)
        + " "
        + names
        + value
        + values(option)
        + " -d "
        + quote(first(option.description()));
  }

  private static String values(ArgSpec argument) {
    return argument.completionCandidates() == null
        ? ""
        : " -a " + quote(String.join(" ", argument.completionCandidates()));
  }

  private void line(String arguments) {
    script.append("complete -c ").append(program).append(' ').append(arguments).append('\n');
  }

  private static String description(CommandLine command) {
    return first(command.getCommandSpec().usageMessage().description());
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
