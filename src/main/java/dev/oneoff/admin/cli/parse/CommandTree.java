package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Subcommand;
import dev.oneoff.admin.cli.option.DurationOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.start.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line, assembled from the commands that the build lists. Reading a command's options
 * takes a while, so only the commands named in the arguments are read for parsing; for the others
 * it knows name and description.
 */
public final class CommandTree {

  /** The mixin for the options that a {@link Subcommand} itself brings. */
  static final String OWN_OPTIONS = "own";

  private static final int WIDTH = 100;

  private CommandTree() {}

  /** With all options of all commands, for anything that describes this service's command line. */
  public static CommandLine whole() {
    return assemble(null, CommandTree::allOf);
  }

  /** The same, but with one example for each kind of command that a service adds. */
  static CommandLine ofToolkit() {
    return assemble(null, above -> List.of(whole(above.example())));
  }

  /** With what is needed to parse these arguments. */
  public static CommandLine parserFor(String... arguments) {
    List<String> words = List.of(arguments);
    return assemble(words, above -> namedOf(above, words));
  }

  /**
   * The command that these arguments choose, with what they set.
   *
   * @throws picocli.CommandLine.ParameterException if they do not fit
   */
  public static CommandLine parse(String... arguments) {
    List<CommandLine> parsed = parserFor(arguments).parseArgs(arguments).asCommandLineList();
    return parsed.get(parsed.size() - 1);
  }

  /**
   * The command with these words.
   *
   * @throws UnmatchedArgumentException if there is none
   */
  public static CommandLine named(List<String> words) {
    CommandLine command = parserFor(words.toArray(String[]::new));
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new UnmatchedArgumentException(command, List.of(word));
      }
      command = below;
    }
    return command;
  }

  /** {@code migrate status}, as typed after the program's name. */
  public static String nameOf(CommandLine command) {
    String qualified = command.getCommandSpec().qualifiedName();
    return qualified.substring(qualified.indexOf(' ') + 1);
  }

  private static CommandLine assemble(
      @Nullable List<String> arguments, Function<Subcommands, List<CommandSpec>> below) {
    CommandSpec root = root();
    Map<String, CommandSpec> specs = new HashMap<>();
    for (ListedCommand listed : CommandIndex.commands()) {
      String path = listed.path();
      int space = path.lastIndexOf(' ');
      CommandSpec parent = space < 0 ? root : specs.get(path.substring(0, space));
      boolean read = arguments == null || arguments.contains(path.split(" ", 2)[0]);
      if (!read && space >= 0) {
        continue; // below a name that the arguments do not contain
      }
      CommandSpec spec =
          read
              ? whole(listed.create())
              : outline(listed.name(), listed.description().toArray(String[]::new));
      specs.put(path, spec);
      Objects.requireNonNull(parent, path).addSubcommand(spec.name(), spec);
      if (read && spec.userObject() instanceof Subcommands above) {
        for (CommandSpec child : below.apply(above)) {
          spec.addSubcommand(child.name(), child);
        }
      }
    }
    return configure(new CommandLine(root));
  }

  /** How words are parsed, everywhere. */
  static CommandLine configure(CommandLine commandLine) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false);
    // --if-locked wait: a word after an option is its value, even if a command has the same name.
    commandLine.setAllowSubcommandsAsOptionParameters(true);
    commandLine.registerConverter(Duration.class, new DurationOption());
    commandLine.registerConverter(Path.class, ProcessText::file);
    return commandLine;
  }

  private static List<CommandSpec> allOf(Subcommands above) {
    List<CommandSpec> specs = new ArrayList<>();
    for (Subcommand child : above.subcommands()) {
      try {
        specs.add(whole(child));
      } catch (AdminException e) {
        // Its caller is told; the others are described nevertheless.
        specs.add(outline(child));
      }
    }
    return specs;
  }

  private static List<CommandSpec> namedOf(Subcommands above, List<String> arguments) {
    List<CommandSpec> specs = new ArrayList<>();
    for (Subcommand child : above.subcommands()) {
      specs.add(arguments.contains(child.name()) ? whole(child) : outline(child));
    }
    return specs;
  }

  private static CommandSpec whole(AdminCommand command) {
    CommandSpec spec = describe(CommandSpec.forAnnotatedObjectLenient(command));
    if (command instanceof DatabaseCommand || command instanceof ApplicationCommand) {
      CommonOptions.addDatabaseTo(spec);
    }
    if (command.getClass().isAnnotationPresent(Recorded.class)) {
      CommonOptions.addRecordedTo(spec);
    }
    return spec;
  }

  private static CommandSpec whole(Subcommand child) {
    CommandSpec spec = whole(child.command().get());
    spec.name(child.name());
    spec.usageMessage().description(text(child.description()));
    OwnOptions.addTo(spec, child.options().get());
    return spec;
  }

  private static CommandSpec outline(Subcommand child) {
    return outline(child.name(), text(child.description()));
  }

  // What its author wrote is not a format string.
  private static String text(String description) {
    return description.replace("%", "%%");
  }

  private static CommandSpec outline(String name, String... description) {
    CommandSpec outline = CommandSpec.create().name(name);
    outline.usageMessage().description(description);
    return outline;
  }

  private static CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("app").versionProvider(new ReleaseVersion());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Shows the release.")
            .build());
    root.usageMessage()
        .description(
            "Without arguments this serves HTTP. With a command it runs that one admin process,"
                + " with the same code, configuration and dependencies, and exits.");
    return describe(root);
  }

  private static CommandSpec describe(CommandSpec spec) {
    CommonOptions.addTo(spec);
    spec.usageMessage()
        .width(WIDTH)
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
    return spec;
  }

  /** Read only for {@code --version}. */
  private static final class ReleaseVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Release.current().toString()};
    }
  }

  /**
   * Whether a command has an option, as far as this release knows; another one may have commands
   * that this one has not.
   */
  public static boolean takes(List<String> words, String option) {
    String[] arguments = words.toArray(String[]::new);
    try {
      List<CommandLine> chosen = parserFor(arguments).parseArgs(arguments).asCommandLineList();
      return chosen.get(chosen.size() - 1).getCommandSpec().findOption(option) != null;
    } catch (ParameterException e) {
      return false;
    }
  }
}
