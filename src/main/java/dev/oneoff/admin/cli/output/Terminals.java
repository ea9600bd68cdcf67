package dev.oneoff.admin.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a standard stream is a terminal. Java only knows this for stdin and stdout, and only for
 * both together.
 */
public final class Terminals {

  private Terminals() {}

  public static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return succeeds(new ProcessBuilder("sh", "-c", "test -t " + descriptor).inheritIO());
    }
    try {
      return isTerminal(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sets how a terminal on stdin treats typed characters; says whether it could. Java can do this,
   * but not while stdout is redirected.
   */
  public static boolean echo(boolean on) {
    return succeeds(
        new ProcessBuilder("stty", on ? "echo" : "-echo")
            .redirectInput(ProcessBuilder.Redirect.INHERIT));
  }

  private static boolean succeeds(ProcessBuilder command) {
    try {
      return command.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isTerminal(String device) {
    return device.startsWith("/dev/pts/")
        || device.startsWith("/dev/tty")
        || device.equals("/dev/console");
  }
}
