package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.InitializationException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of an object that is not a command: a task's. */
public final class OwnOptions {

  private OwnOptions() {}

  /** Adds them to the options of the command. */
  static void addTo(CommandSpec command, Object options) {
    CommandSpec own = read(options);
    for (String name : own.optionsMap().keySet()) {
      if (command.optionsMap().containsKey(name)) {
        throw AdminException.failed(
            "'"
                + command.name()
                + "' has an option "
                + name
                + " of its own, but the name already means something else. Give it another name,"
                + " in "
                + options.getClass().getName()
                + ".",
            null);
      }
    }
    command.addMixin(CommandTree.OWN_OPTIONS, own);
  }

  /** Sets them from words that {@link Arguments} made; those that are absent get their defaults. */
  public static void fill(Object options, List<String> words, Console console) {
    CommandSpec spec = CommandSpec.create();
    spec.addMixin(CommandTree.OWN_OPTIONS, read(options));
    try {
      CommandTree.configure(new CommandLine(spec)).parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw AdminException.usage(
          "The recorded arguments no longer fit: " + ParseFailures.sentence(e));
    }
    for (SensitiveOption sensitive : SensitiveOption.of(spec)) {
      sensitive.readAgain(console, ProcessText::variable);
    }
  }

  /** Their current values; those without a value are not included. */
  public static Map<String, String> values(Object options) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ArgSpec argument : CommandSpec.forAnnotatedObjectLenient(options).args()) {
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      Object value = argument.getValue();
      if (value != null) {
        values.put(name, SensitiveOption.isSensitive(argument) ? Arguments.MASK : value.toString());
      }
    }
    return values;
  }

  private static CommandSpec read(Object options) {
    try {
      CommandSpec own = CommandSpec.forAnnotatedObjectLenient(options);
      SensitiveOption.concealIn(own);
      return own;
    } catch (InitializationException e) {
      throw AdminException.failed(
          "The options of " + options.getClass().getName() + " are wrong: " + e.getMessage(), e);
    }
  }
}
