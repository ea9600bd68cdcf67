package dev.oneoff;

import dev.oneoff.admin.AdminException;
import java.util.Optional;
import org.assertj.core.api.Condition;

/** Asserts why a command could not do what was asked. */
public final class Because {

  private Because() {}

  /** A failure of ours for this cause. */
  public static Condition<Throwable> because(AdminException.Cause cause) {
    return new Condition<>(
        failure -> reason(failure).equals(Optional.of(cause)), "an AdminException, %s", cause);
  }

  private static Optional<AdminException.Cause> reason(Throwable failure) {
    return failure instanceof AdminException ours ? Optional.of(ours.reason()) : Optional.empty();
  }
}
