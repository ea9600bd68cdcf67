package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.ledger.Transcript;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code :write 10m "reason"} and {@code :read-only}, the same at every prompt. They are recorded
 * in the transcript before they take effect.
 */
public final class WriteWords {

  private static final Pattern TIME_AND_REASON = Pattern.compile("(\\S+)\\s+(\"?)(.+)\\2");

  private final Invocation invocation;
  private final Console console;
  private final WriteWindow window;
  private final boolean possible;

  /**
   * The words that control a window.
   *
   * @param possible whether the session can write at all
   */
  public WriteWords(Invocation invocation, WriteWindow window, boolean possible) {
    this.invocation = invocation;
    this.console = invocation.console();
    this.window = window;
    this.possible = possible;
  }

  /**
   * Opens the window for a time.
   *
   * @param timeAndReason what follows {@code :write}
   * @throws AdminException {@code USAGE} if either is missing, {@code REFUSED} if the session's
   *     role is that of DATABASE_READONLY_URL
   */
  public void write(String timeAndReason) {
    Matcher asked = TIME_AND_REASON.matcher(timeAndReason.strip());
    if (!asked.matches()) {
      throw AdminException.usage("Say for how long and why, as in :write 10m \"ticket 7\".");
    }
    Duration time = duration(asked.group(1));
    String reason = asked.group(3);
    noted(
        ":write " + asked.group(1),
        Optional.of(reason),
        () -> {
          requirePossible();
          window.open(time, reason);
        });
    console.say("The write window is open for " + asked.group(1) + ": " + reason + ".");
  }

  private void requirePossible() {
    if (!possible) {
      throw AdminException.refused(
          "This session has the role of DATABASE_READONLY_URL, which cannot write. Start it with"
              + " --write --reason \"…\".");
    }
  }

  /** Closes it. */
  public void readOnly() {
    noted(":read-only", window.reason(), window::close);
    console.say("This session is read-only again.");
  }

  private static Duration duration(String text) {
    try {
      return DurationConverter.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw AdminException.usage("'" + text + "' is not a duration such as 30s or 10m.");
    }
  }

  private void noted(String text, Optional<String> reason, Runnable change) {
    Transcript.Entry entry = invocation.transcript().begin(Transcript.Kind.PROMPT, text, reason);
    try {
      change.run();
      entry.done(OptionalLong.empty());
    } catch (AdminException e) {
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
