package dev.oneoff.admin.cli;

import io.quarkus.runtime.logging.LoggingSetupRecorder;

/** The service's own logging where Quarkus is not booted: the same levels and format, on stderr. */
final class CommandLog {

  private CommandLog() {}

  static void open() {
    // Quarkus's own way to log when a boot fails: it reads quarkus.log.* without a boot.
    LoggingSetupRecorder.handleFailedStart();
  }
}
