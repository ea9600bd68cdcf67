package dev.oneoff.admin;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a known cause, explained in a sentence for the person at the prompt: what failed,
 * on which thing, and what to do next. Any other exception is a bug.
 */
public final class AdminException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a command could not do what it was asked to. The edge maps each cause to one exit code. */
  public enum Cause {
    /** The work itself failed: a changeset, a statement, a task's own code. */
    FAILED,
    /** The command line is wrong. */
    USAGE,
    /** A precondition does not hold: not confirmed, not allowed here, or cancelled by a person. */
    REFUSED,
    /** Finished, but some items failed or were rejected. */
    INCOMPLETE,
    /** A backing service cannot be reached. */
    UNAVAILABLE,
    /** Another process holds the lock. */
    BUSY,
    /** Asked to stop, and stopped at a safe point. */
    INTERRUPTED,
    /** A value is missing or cannot be used. */
    CONFIGURATION
  }

  private final Cause reason;

  private AdminException(Cause reason, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Cause reason() {
    return reason;
  }

  /** The same failure, reworded by a caller that knows what it affected. */
  public AdminException told(String sentence) {
    return new AdminException(reason, sentence, getCause());
  }

  public static AdminException failed(String sentence, @Nullable Throwable cause) {
    return new AdminException(Cause.FAILED, sentence, cause);
  }

  public static AdminException usage(String sentence) {
    return new AdminException(Cause.USAGE, sentence, null);
  }

  public static AdminException refused(String sentence) {
    return refused(sentence, null);
  }

  public static AdminException refused(String sentence, @Nullable Throwable cause) {
    return new AdminException(Cause.REFUSED, sentence, cause);
  }

  public static AdminException incomplete(String sentence) {
    return new AdminException(Cause.INCOMPLETE, sentence, null);
  }

  public static AdminException unavailable(String sentence, @Nullable Throwable cause) {
    return new AdminException(Cause.UNAVAILABLE, sentence, cause);
  }

  public static AdminException busy(String sentence) {
    return busy(sentence, null);
  }

  public static AdminException busy(String sentence, @Nullable Throwable cause) {
    return new AdminException(Cause.BUSY, sentence, cause);
  }

  public static AdminException interrupted(String sentence) {
    return new AdminException(Cause.INTERRUPTED, sentence, null);
  }

  public static AdminException configuration(String sentence, @Nullable Throwable cause) {
    return new AdminException(Cause.CONFIGURATION, sentence, cause);
  }

  public static AdminException configuration(String sentence) {
    return configuration(sentence, null);
  }
}
