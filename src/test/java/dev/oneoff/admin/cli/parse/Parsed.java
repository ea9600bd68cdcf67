package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.cli.AdminCommand;
import java.util.List;
import picocli.CommandLine;

/** A command line that is read and not run. */
public final class Parsed {

  private Parsed() {}

  /** The command that these arguments choose, with its options set. */
  public static <T extends AdminCommand> T command(Class<T> type, String... arguments) {
    List<CommandLine> chosen =
        CommandTree.parserFor(arguments).parseArgs(arguments).asCommandLineList();
    return type.cast(chosen.get(chosen.size() - 1).getCommandSpec().userObject());
  }
}
