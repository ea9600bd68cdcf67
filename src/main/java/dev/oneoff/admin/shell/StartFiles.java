package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a person wants in each shell at a terminal: their own {@code shellrc}, and the project's.
 * They contain anything that could be typed there, including the prompt's own words, and are
 * recorded as such.
 */
final class StartFiles {

  private static final String NAME = "shellrc";

  private StartFiles() {}

  /** Runs those that exist; a failure in one is reported, and the shell opens anyway. */
  static void run(ShellPrompt prompt, Console console) {
    for (Path file : all()) {
      if (Files.isRegularFile(file)) {
        try {
          prompt.runFile(Files.readString(file));
          console.say("Read " + file + ".");
        } catch (AdminException e) {
          console.say(file + ": " + e.getMessage());
        } catch (IOException e) {
          console.say(file + " cannot be read: " + e.getMessage());
        }
      }
    }
  }

  // Where the XDG Base Directory Specification puts a user's settings, and in the working
  // directory.
  private static List<Path> all() {
    String xdg = System.getenv("XDG_CONFIG_HOME");
    Path home =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(xdg);
    return List.of(home.resolve("oneoff").resolve(NAME), ProcessText.file(".oneoff/" + NAME));
  }
}
