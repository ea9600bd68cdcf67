package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --confirm}, for anything destructive. A single keystroke is too little, so it takes the
 * environment's name, from the option or typed at the prompt; there is no plain yes.
 */
public final class ConfirmOption {

  @Option(
      names = "--confirm",
      paramLabel = "ENVIRONMENT",
      description = "Confirms a destructive action by naming the environment it runs in.")
  private @Nullable String confirmed;

  /** Only asks where something that matters can be lost. */
  public void requireOutsideDevelopment(Console console, String what, String environment) {
    if (!Settings.harmless(environment)) {
      require(console, what, environment);
    }
  }

  /**
   * Always asks. {@code what} completes a sentence that starts with "This": {@code drops the
   * database "orders"}.
   */
  public void require(Console console, String what, String environment) {
    String name = confirmed;
    if (name == null && console.interactive()) {
      console.say("This " + what + ", in the environment " + environment + ".");
      name = console.ask("Type the environment's name to continue: ");
    }
    if (name == null) {
      throw AdminException.refused(
          "This " + what + ". Confirm it with --confirm " + environment + ".");
    }
    if (!name.equals(environment)) {
      throw AdminException.refused(
          "Not confirmed: this environment is " + environment + ", not " + name + ".");
    }
  }
}
