package dev.oneoff.admin.cli.help;

import dev.oneoff.admin.cli.Console;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** Answers {@code --help} and {@code --version}. */
public final class Help {

  private static final int WIDTH = 100;
  // picocli's minimum.
  private static final int NARROWEST = 55;

  private Help() {}

  /** Whether the arguments asked for either. */
  public static boolean print(ParseResult parsed, Console console) {
    for (CommandLine asked : parsed.asCommandLineList()) {
      if (asked.isUsageHelpRequested()) {
        show(asked, console);
        return true;
      }
      if (asked.isVersionHelpRequested()) {
        PrintWriter out = new PrintWriter(console.data());
        asked.printVersionHelp(out);
        out.flush();
        return true;
      }
    }
    return false;
  }

  /** As wide as is readable, and in colour only for a person who wants it. */
  static void show(CommandLine command, Console console) {
    command.setUsageHelpWidth(console.width(WIDTH, NARROWEST));
    PrintWriter out = new PrintWriter(console.data());
    command.usage(out, console.colours() ? Ansi.ON : Ansi.OFF);
    out.flush();
  }
}
