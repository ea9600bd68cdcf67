package dev.oneoff.admin.cli;

import dev.oneoff.admin.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line, put together from the commands that are there. */
final class CommandTree {

  private static final int WIDTH = 100;

  private CommandTree() {}

  /** The commands of the toolkit and of the service, as the build listed them. */
  static List<AdminCommand> discover() {
    return ServiceLoader.load(AdminCommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  static CommandLine of(List<AdminCommand> commands) {
    CommandSpec root = root();
    Map<Class<?>, CommandSpec> specs = new HashMap<>();
    for (AdminCommand command : commands) {
      specs.put(command.getClass(), describe(CommandSpec.forAnnotatedObjectLenient(command)));
    }
    List<CommandSpec> inOrder = new ArrayList<>(specs.values());
    inOrder.sort(Comparator.comparing(CommandSpec::name));
    for (CommandSpec spec : inOrder) {
      parent(root, specs, spec).addSubcommand(spec.name(), spec);
    }
    CommandLine commandLine = new CommandLine(root);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false);
    return commandLine;
  }

  /** {@code migrate status}, as it is typed after the program's name. */
  static String nameOf(CommandLine command) {
    String qualified = command.getCommandSpec().qualifiedName();
    return qualified.substring(qualified.indexOf(' ') + 1);
  }

  private static CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("app").version(Release.current().toString());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Shows the release.")
            .build());
    root.usageMessage()
        .description(
            "Without arguments this serves HTTP. With a command it runs that one admin process, with the same code, "
                + "configuration and dependencies, and exits.")
        .commandListHeading("%nCommands:%n");
    return describe(root);
  }

  private static CommandSpec parent(
      CommandSpec root, Map<Class<?>, CommandSpec> specs, CommandSpec spec) {
    SubcommandOf above = spec.userObject().getClass().getAnnotation(SubcommandOf.class);
    if (above == null) {
      return root;
    }
    CommandSpec parent = specs.get(above.value());
    if (parent == null) {
      throw new IllegalStateException(
          spec.name() + " stands below " + above.value() + ", which is not listed.");
    }
    return parent;
  }

  private static CommandSpec describe(CommandSpec spec) {
    spec.addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
    spec.usageMessage()
        .width(WIDTH)
        .abbreviateSynopsis(spec.optionsMap().size() > 6)
        .optionListHeading("%nOptions:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
    return spec;
  }
}
