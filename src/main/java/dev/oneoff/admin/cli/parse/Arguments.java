package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.Sha256;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.ledger.JsonTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command's arguments, in an order that does not depend on how they were typed, so that equal
 * ones compare as equal. Defaults are not included.
 */
public final class Arguments {

  /** Stands for a value that must not be seen. */
  public static final String MASK = Sensitive.MASK;

  /** No arguments. */
  public static final Arguments NONE = new Arguments(List.of());

  /**
   * An option or a parameter.
   *
   * @param name the option's longest name; empty for a parameter
   * @param values as typed; empty for a flag
   * @param joined whether each value is one word with the name: {@code --since=2024-01-01}
   * @param own whether it is one of the options that a {@link Subcommand} itself brings
   */
  private record Argument(
      String name, List<String> values, boolean joined, boolean sensitive, boolean own) {

    void addTo(List<String> words, boolean masked) {
      if (name.isEmpty()) {
        words.addAll(values);
      } else if (values.isEmpty()) {
        words.add(name);
      } else {
        for (int i = 0; i < values.size(); i++) {
          String value = masked && sensitive ? MASK : values.get(i);
          words.add(joined || i == 0 ? name + "=" + value : value);
        }
      }
    }
  }

  private final List<Argument> arguments;

  private Arguments(List<Argument> arguments) {
    this.arguments = arguments;
  }

  public static Arguments of(ParseResult parsed) {
    CommandSpec command = parsed.commandSpec();
    CommandSpec own = command.mixins().get(CommandTree.OWN_OPTIONS);
    List<Argument> options = new ArrayList<>();
    List<Argument> parameters = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      boolean isOwn = own != null && own.options().contains(option);
      if (option.userObject() instanceof SensitiveOption sensitive) {
        sensitive
            .value()
            .ifPresent(
                value ->
                    options.add(
                        new Argument(option.longestName(), List.of(value), true, true, isOwn)));
      } else if (parsed.hasMatchedOption(option) && !CommonOptions.has(option)) {
        options.add(
            new Argument(
                option.longestName(), values(option), option.arity().max() <= 1, false, isOwn));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      if (!parameter.stringValues().isEmpty()) {
        boolean isOwn = own != null && own.positionalParameters().contains(parameter);
        parameters.add(new Argument("", parameter.originalStringValues(), false, false, isOwn));
      }
    }
    options.sort(Comparator.comparing(Argument::name));
    options.addAll(parameters);
    return new Arguments(options);
  }

  private static List<String> values(OptionSpec option) {
    boolean single = !option.isMultiValue() && option.typeInfo().isBoolean();
    if (single) {
      return Boolean.FALSE.equals(option.getValue()) ? List.of("false") : List.of();
    }
    return option.originalStringValues();
  }

  /** Only the options that a {@link Subcommand} itself brings: a task's own. */
  public Arguments own() {
    return new Arguments(arguments.stream().filter(Argument::own).toList());
  }

  /** Whether this option was given, by its longest name; a default does not count. */
  public boolean name(String option) {
    return arguments.stream().anyMatch(argument -> argument.name().equals(option));
  }

  /** For showing and recording; sensitive values are {@link #MASK}. */
  public List<String> masked() {
    return words(true);
  }

  /** For parsing again, by {@link Application#fill}. Not to be shown. */
  public List<String> words() {
    return words(false);
  }

  private List<String> words(boolean masked) {
    List<String> words = new ArrayList<>();
    boolean parameters = false;
    for (Argument argument : arguments) {
      if (argument.name().isEmpty() && !parameters) {
        // What follows is not an option, whatever it looks like.
        words.add("--");
        parameters = true;
      }
      argument.addTo(words, masked);
    }
    return words;
  }

  /**
   * The same for the same arguments; SHA-256 in hexadecimal. Sensitive options only count by being
   * present: a weak value could be guessed from its hash.
   */
  public String hash() {
    return Sha256.hex(JsonTexts.write(masked()));
  }

  @Override
  public String toString() {
    return String.join(" ", masked());
  }
}
