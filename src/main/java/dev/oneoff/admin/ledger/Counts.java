package dev.oneoff.admin.ledger;

import java.util.Locale;
import java.util.OptionalLong;

/** A run's progress, in words. */
public final class Counts {

  private Counts() {}

  /** {@code 1,200 of 5,000 items done, 3 set aside}. */
  public static String of(Run run) {
    return of(run.processed(), run.failed(), run.total());
  }

  public static String of(long processed, long failed, OptionalLong total) {
    return number(processed)
        + (total.isPresent() ? " of " + number(total.getAsLong()) : "")
        + " items done"
        + (failed == 0 ? "" : ", " + number(failed) + " set aside");
  }

  /** {@code 1 item}, {@code 3 items}. */
  public static String of(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
