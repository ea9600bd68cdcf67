package dev.oneoff.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a command ended: by cause, and the same for every command. This is a published contract;
 * scripts and Jobs rely on it.
 */
public enum ExitCode {
  DONE(0, "Done, or there was nothing to do."),
  FAILED(1, "Unexpected: a bug, or an exception in the task's own code."),
  USAGE(2, "The command line is wrong."),
  REFUSED(3, "A precondition does not hold: not confirmed, not allowed here, cancelled."),
  INCOMPLETE(4, "Finished, but some items failed; they are listed and can be retried."),
  NOT_AS_REQUIRED(5, "A check found a problem or a difference."),
  UNAVAILABLE(69, "A backing service cannot be reached. Try again later."),
  TRY_AGAIN(
      75,
      "Another process holds the lock, or the run was interrupted with its progress saved. Try again."),
  CONFIGURATION(78, "A setting is missing or cannot be used.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** The one with this number, if it is one of ours. */
  public static Optional<ExitCode> of(int number) {
    return Stream.of(values()).filter(code -> code.number == number).findFirst();
  }

  /** The exit code of a command that fails with this cause. */
  public static ExitCode of(AdminException.Cause cause) {
    return switch (cause) {
      case FAILED -> FAILED;
      case USAGE -> USAGE;
      case REFUSED -> REFUSED;
      case INCOMPLETE -> INCOMPLETE;
      case UNAVAILABLE -> UNAVAILABLE;
      case BUSY, INTERRUPTED -> TRY_AGAIN;
      case CONFIGURATION -> CONFIGURATION;
    };
  }

  /** Meanings by number, in order, for help. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(Integer.toString(code.number), code.meaning);
    }
    return meanings;
  }
}
