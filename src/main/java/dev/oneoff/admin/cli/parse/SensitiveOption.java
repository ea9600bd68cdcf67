package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.SensitiveMember;
import dev.oneoff.admin.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * An option marked {@link Sensitive}. Everybody on a machine can see its command lines, and picocli
 * repeats values in its messages; so the parser gets a stand-in that accepts a file name, and the
 * value bypasses it.
 */
public final class SensitiveOption {

  private static final String VARIABLE = "ONEOFF_OPTION_";

  private final OptionSpec option;
  private final OptionSpec standIn;
  private @Nullable String value;

  private SensitiveOption(OptionSpec option) {
    this.option = option;
    this.standIn =
        OptionSpec.builder(option.names())
            .type(String.class)
            .paramLabel("@FILE")
            .description(description(option))
            .hidden(option.hidden())
            .order(option.order())
            .userObject(this)
            .build();
  }

  private static String[] description(OptionSpec option) {
    List<String> lines = new ArrayList<>(List.of(option.description()));
    lines.add(
        "Never given on the command line, but in the file, or in the variable "
            + variable(option)
            + ".");
    return lines.toArray(String[]::new);
  }

  private static String variable(OptionSpec option) {
    return VARIABLE
        + option
            .longestName()
            .replaceFirst("^-+", "")
            .replaceAll("[^A-Za-z0-9]", "_")
            .toUpperCase(Locale.ROOT);
  }

  /** Replaces sensitive options with their stand-ins. */
  static void concealIn(CommandSpec spec) {
    for (ArgSpec argument : List.copyOf(spec.args())) {
      if (!isSensitive(argument)) {
        continue;
      }
      if (!(argument instanceof OptionSpec option)
          || argument.isMultiValue()
          || argument.group() != null
          || argument.arity().max() == 0) {
        throw AdminException.failed(
            "A sensitive value must be given by an option with one value, outside any group. This"
                + " is not one: "
                + argument.paramLabel()
                + ".",
            null);
      }
      spec.remove(option);
      spec.addOption(new SensitiveOption(option).standIn);
    }
  }

  static boolean isSensitive(ArgSpec argument) {
    return SensitiveMember.is(argument.userObject());
  }

  public static List<SensitiveOption> of(CommandSpec spec) {
    return spec.options().stream()
        .map(OptionSpec::userObject)
        .filter(SensitiveOption.class::isInstance)
        .map(SensitiveOption.class::cast)
        .toList();
  }

  Optional<String> value() {
    return Optional.ofNullable(value);
  }

  /** For what a person or a script typed. */
  public void readTyped(Console console, Function<String, @Nullable String> environment) {
    String typed = standIn.getValue();
    if (typed == null) {
      readElsewhere(console, environment);
    } else if (typed.startsWith("@")) {
      assign(content(typed.substring(1)));
    } else {
      throw AdminException.usage(
          name()
              + " must not be given on the command line, where others can see it. Write it to a"
              + " file and give "
              + name()
              + " @FILE, or set "
              + variable(option)
              + ".");
    }
  }

  /**
   * For words that {@link Arguments} made. Recorded values are masked, and so are asked for again.
   */
  void readAgain(Console console, Function<String, @Nullable String> environment) {
    String known = standIn.getValue();
    if (known == null || known.equals(Arguments.MASK)) {
      readElsewhere(console, environment);
    } else {
      assign(known);
    }
  }

  private void readElsewhere(Console console, Function<String, @Nullable String> environment) {
    String given = environment.apply(variable(option));
    boolean needed = option.required() || Arguments.MASK.equals(standIn.getValue());
    if (given == null && needed && console.interactive()) {
      given = console.askUnseen(name() + ": ");
    }
    if (given == null && needed) {
      throw AdminException.usage(
          "Missing required option: '"
              + name()
              + "'. Give it with "
              + name()
              + " @FILE or in the variable "
              + variable(option)
              + ".");
    }
    assign(given);
  }

  private String content(String file) {
    try {
      return Files.readString(ProcessText.file(file)).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw AdminException.usage("The file of " + name() + ", " + file + ", cannot be read.");
    }
  }

  // No cause: it would quote the value.
  private void assign(@Nullable String text) {
    CommandLine parser =
        CommandTree.configure(
            new CommandLine(
                CommandSpec.create()
                    .addOption(OptionSpec.builder(option).required(false).build())));
    try {
      if (text == null) {
        parser.parseArgs();
      } else {
        parser.parseArgs(name() + "=" + text);
      }
    } catch (ParameterException e) {
      throw AdminException.usage(
          "The value of "
              + name()
              + " cannot be used: it is not a valid "
              + option.paramLabel().replaceAll("[<>]", "")
              + ".");
    }
    value = text;
  }

  private String name() {
    return option.longestName();
  }
}
