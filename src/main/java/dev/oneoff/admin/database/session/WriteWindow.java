package dev.oneoff.admin.database.session;

import dev.oneoff.admin.AdminException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a console's sessions may write, why, and until when. Initially closed. */
public final class WriteWindow {

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private @Nullable String reason;
  private long closesAt;

  /** One that stays closed. */
  public static WriteWindow closed() {
    return new WriteWindow();
  }

  /** One that stays open until the process ends. */
  public static WriteWindow opened(String reason) {
    WriteWindow window = new WriteWindow();
    window.open(FOR_EVER, reason);
    return window;
  }

  /**
   * Opens it for this long from now on, or moves its end if it is open.
   *
   * @throws AdminException {@code USAGE} without a reason or a time
   */
  public synchronized void open(Duration time, String why) {
    if (why.isBlank()) {
      throw AdminException.usage("A write needs a reason: --reason \"…\".");
    }
    if (time.isNegative() || time.isZero()) {
      throw AdminException.usage("The time to write must be more than zero, as in 10m.");
    }
    reason = why.strip();
    closesAt = System.nanoTime() + time.toNanos();
  }

  public synchronized void close() {
    reason = null;
  }

  public boolean isOpen() {
    return reason().isPresent();
  }

  /** Why writing is allowed, if it is open. */
  public synchronized Optional<String> reason() {
    if (reason != null && System.nanoTime() - closesAt >= 0) {
      reason = null;
    }
    return Optional.ofNullable(reason);
  }

  /** How long it stays open. */
  public synchronized Optional<Duration> left() {
    return reason().map(why -> Duration.ofNanos(closesAt - System.nanoTime()));
  }
}
