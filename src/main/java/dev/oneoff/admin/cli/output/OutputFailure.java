package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.util.Locale;

/** Why output could not be written, or that its reader went away, which is not a failure. */
final class OutputFailure {

  private OutputFailure() {}

  // Java has no type for EPIPE; the message is the operating system's.
  static RuntimeException explain(IOException e, String where) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("broken pipe")
        || lower.contains("pipe is being closed")
        || lower.contains("epipe")) {
      return new OutputClosed();
    }
    return AdminException.failed(where + " cannot be written: " + message + ".", e);
  }
}
