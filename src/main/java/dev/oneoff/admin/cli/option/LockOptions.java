package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.database.lock.IfLocked;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to do while another process holds the lock that a command needs. */
public final class LockOptions {

  @Option(
      names = "--if-locked",
      paramLabel = "REACTION",
      defaultValue = "wait",
      description =
          "What to do while another process holds the lock: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}.")
  IfLocked ifLocked = IfLocked.WAIT;

  @Mixin WaitTimeoutOption wait = new WaitTimeoutOption();

  public IfLocked ifLocked() {
    return ifLocked;
  }

  /** For anything else that is waited for, if not this lock. */
  public Duration waitTimeout() {
    return wait.waitTimeout();
  }
}
