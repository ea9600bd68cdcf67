package dev.oneoff.admin.cli;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.boot.ServeCommand;
import dev.oneoff.admin.cli.parse.CommandTree;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** One command in a process that runs several, with streams of its own; nobody interrupts it. */
public final class WarmCommand implements Interruption.Exit {

  /** Instead of an exit code: what boots, a process does once. */
  public static final int BOOTS = -1;

  private WarmCommand() {}

  /** Its exit code. */
  public static int run(String[] arguments, OutputStream out, OutputStream err) {
    if (boots(arguments)) {
      return BOOTS;
    }
    Interruption never = new Interruption(new WarmCommand());
    Console console = new Console(out, err, InputStream.nullInputStream(), false);
    return CommandRun.on(console, never).execute(arguments).number();
  }

  private static boolean boots(String... arguments) {
    if (arguments.length == 0) {
      return true;
    }
    try {
      List<CommandLine> parsed =
          CommandTree.parserFor(arguments).parseArgs(arguments).asCommandLineList();
      Object command = parsed.get(parsed.size() - 1).getCommandSpec().userObject();
      return parsed.stream().noneMatch(CommandLine::isUsageHelpRequested)
          && (command instanceof ApplicationCommand || command instanceof ServeCommand);
    } catch (ParameterException e) {
      return false;
    }
  }

  @Override
  public void leave() {}

  @Override
  public void halt() {}
}
