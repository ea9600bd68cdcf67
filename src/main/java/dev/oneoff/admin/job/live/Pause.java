package dev.oneoff.admin.job.live;

import dev.oneoff.admin.AdminException;

/** Waits until the cluster is asked again. */
final class Pause {

  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Interrupted while waiting.");
    }
  }
}
