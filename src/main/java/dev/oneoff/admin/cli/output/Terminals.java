package dev.oneoff.admin.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a standard stream is a terminal. Java knows it of stdin and stdout only, and only of both
 * together.
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
   * Switches what a terminal on stdin does with typed characters; says whether it could. Java can,
   * but not while stdout leads elsewhere.
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
