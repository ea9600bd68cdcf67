package dev.oneoff.admin.cli.boot;

import io.quarkus.runtime.logging.LoggingSetupRecorder;
import io.smallrye.config.ConfigValidationException;

/** The service's own logging when Quarkus is not booted: the same levels and format, on stderr. */
final class CommandLog {

  private CommandLog() {}

  static void open(NeedlessSettings needless) {
    // Quarkus's own way of logging when a boot fails: it reads quarkus.log.* without a boot.
    try {
      LoggingSetupRecorder.handleFailedStart();
    } catch (ConfigValidationException e) {
      if (!needless.leaveOut(e)) {
        throw e;
      }
      LoggingSetupRecorder.handleFailedStart();
    }
  }
}
