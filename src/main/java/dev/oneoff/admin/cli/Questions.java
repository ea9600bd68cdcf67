package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Asks the person at the terminal. */
final class Questions {

  private final PrintWriter talk;
  private final BufferedReader answers;
  private final boolean interactive;
  private final Echo echo;

  /** Whether typed characters are shown. */
  interface Echo {
    /**
     * Switches the echo, and says whether it could.
     *
     * @param on whether what is typed is shown from now on
     */
    boolean set(boolean on);
  }

  /**
   * Nothing is asked yet.
   *
   * @param interactive whether there is a person
   */
  Questions(PrintWriter talk, BufferedReader answers, boolean interactive, Echo echo) {
    this.talk = talk;
    this.answers = answers;
    this.interactive = interactive;
    this.echo = echo;
  }

  /** The answer without its line ending; no answer is the empty string. */
  String ask(String question) {
    if (!interactive) {
      throw AdminException.refused("Cannot ask: this is not a terminal.");
    }
    talk.print(question);
    talk.flush();
    try {
      String answer = answers.readLine();
      return answer == null ? "" : answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for something that nobody may see, not even while it is typed. */
  String askUnseen(String question) {
    // Whatever ends the process while somebody is typing, the terminal is restored.
    Thread restore = new Thread(() -> echo.set(true), "echo");
    if (!echo.set(false)) {
      throw AdminException.refused(
          "Cannot ask for a secret: the terminal's echo cannot be switched off.");
    }
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      return ask(question);
    } finally {
      echo.set(true);
      talk.println();
      removeHook(restore);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook does no harm.
    }
  }
}
