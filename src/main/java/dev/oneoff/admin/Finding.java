package dev.oneoff.admin;

import java.util.Locale;

/**
 * What a {@link Check} found.
 *
 * @param what a sentence that names the thing and says what is wrong with it
 * @param advice what to do about it, in a sentence; empty if there is nothing to do
 */
public record Finding(Severity severity, String what, String advice) {

  /** How bad it is, from least to most. */
  public enum Severity {
    /** It could not be checked, so nothing is known. */
    UNSEEN,
    /** Worth knowing. */
    INFO,
    /** Will hurt some day, or costs something every day. */
    WARNING,
    /** Hurts now, or is about to. */
    ERROR;

    /** As it is shown and typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding error(String what, String advice) {
    return new Finding(Severity.ERROR, what, advice);
  }

  public static Finding warning(String what, String advice) {
    return new Finding(Severity.WARNING, what, advice);
  }

  public static Finding info(String what, String advice) {
    return new Finding(Severity.INFO, what, advice);
  }

  /** What could not be checked, and why; the advice says who could. */
  public static Finding unseen(String what, String advice) {
    return new Finding(Severity.UNSEEN, what, advice);
  }
}
