package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * How this process ends on a signal: with one sentence and 75, whatever it does at that moment. A
 * signal that it was started with as ignored ({@code nohup}) stays ignored; the JVM sees to that.
 */
final class ProcessExit implements Interruption.Exit {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  // Nobody may read stderr any more.
  private static final long WORDS_MILLIS = 500;

  private final Map<String, @Nullable Object> former = new HashMap<>();
  private final Console console = Console.ofProcess(new Interruption(this));

  Console console() {
    return console;
  }

  /** Takes the signals from the JVM, as early as can be: it would end with 143 and say nothing. */
  void handleSignals() {
    for (String signal : SIGNALS) {
      former.put(signal, Signals.register(signal, console.interruption()::request));
    }
  }

  /** A server leaves them to Quarkus. */
  void giveSignalsBack() {
    former.forEach(Signals::unregister);
    former.clear();
  }

  /** Its shutdown hooks run, unless somebody insists. */
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
    say("Ended at once, in the middle of its work.");
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
