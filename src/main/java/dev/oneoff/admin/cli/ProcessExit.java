package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.output.ProcessSignals;
import java.util.List;

/**
 * How this process ends on a signal: with one sentence and exit code 75, whatever it is doing. A
 * signal that was ignored when the process started ({@code nohup}) stays ignored; the JVM sees to
 * that.
 */
final class ProcessExit implements Interruption.Exit {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  // There may be nobody left to read stderr.
  private static final long WORDS_MILLIS = 500;

  private final Console console = Console.ofProcess();
  private final Interruption interruption = new Interruption(this);

  Console console() {
    return console;
  }

  Interruption interruption() {
    return interruption;
  }

  /**
   * Takes over the signals from the JVM as early as possible: it would exit with 143 and say
   * nothing.
   */
  void handleSignals() {
    for (String signal : SIGNALS) {
      ProcessSignals.handle(signal, interruption::request);
    }
  }

  /** Shutdown hooks run, unless somebody insists. */
  @Override
  public void leave() {
    daemon(
        () -> {
          say("Interrupted. Run the same command again.");
          System.exit(ExitCode.TRY_AGAIN.number());
        });
  }

  @Override
  public void halt() {
    say("Stopped at once, in the middle of its work.");
    Runtime.getRuntime().halt(ExitCode.TRY_AGAIN.number());
  }

  private void say(String sentence) {
    try {
      daemon(() -> console.sayLast("error: " + sentence)).join(WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "interrupted");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
