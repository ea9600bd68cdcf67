package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;

/** Ends a run in the ledger when its process is ended in the middle of the work. */
final class LastWords {

  private static final long MILLIS = 2000;

  private final Runnable end;
  private final Thread hook = new Thread(this::say, "last words");
  // Beginning sets the first and then checks the second; ending does it the other way round.
  private volatile boolean owed;
  private volatile boolean leaving;

  LastWords(Runnable end) {
    this.end = end;
  }

  /**
   * Waits for the end of the process. Called before there is anything to end: a signal that arrives
   * while the run is being recorded waits for its number.
   *
   * @throws AdminException {@code INTERRUPTED} if the process is ending already
   */
  void await(Interruption interruption) {
    interruption.lastWords(this::say);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw interrupted();
    }
  }

  /** From now on there is a run to end. */
  void owe() {
    owed = true;
  }

  /**
   * Throws if the process is ending: then no run is opened any more.
   *
   * @throws AdminException {@code INTERRUPTED}
   */
  void requireTime() {
    if (leaving) {
      throw interrupted();
    }
  }

  /** The run has ended. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running already.
    }
  }

  private static AdminException interrupted() {
    return AdminException.interrupted("Interrupted before it began.");
  }

  // The process may be waiting for the database, so this takes a moment at most.
  private void say() {
    leaving = true;
    if (!owed) {
      return;
    }
    Thread words = new Thread(end, "ledger");
    words.setDaemon(true);
    words.start();
    try {
      words.join(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
