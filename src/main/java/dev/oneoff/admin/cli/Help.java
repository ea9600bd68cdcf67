package dev.oneoff.admin.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Answers {@code --help} and {@code --version}. */
final class Help {

  private Help() {}

  /** Whether the arguments asked for either. */
  static boolean print(ParseResult parsed, Console console) {
    PrintWriter out = new PrintWriter(console.data());
    for (CommandLine asked : parsed.asCommandLineList()) {
      if (asked.isUsageHelpRequested()) {
        asked.usage(out);
        return flushed(out);
      }
      if (asked.isVersionHelpRequested()) {
        asked.printVersionHelp(out);
        return flushed(out);
      }
    }
    return false;
  }

  private static boolean flushed(PrintWriter out) {
    out.flush();
    return true;
  }
}
