package dev.oneoff.admin.run.batch;

import java.util.Optional;

/** Whether a run is to stop: asked between batches. */
public interface StopFlag {

  /** Why the work stops early. */
  enum Stop {
    /** A signal. */
    INTERRUPTED,
    /** Somebody paused the run. */
    PAUSED,
    /** Somebody cancelled it. */
    CANCELLED,
    /** The database cannot be reached. */
    LOST,
    /** More items failed than allowed. */
    TOO_MANY_FAILED,
    /** Something threw, and no single item is to blame. */
    FAILED
  }

  Optional<Stop> stopped();

  /** Everybody stops from now on, for this reason if there was none before. */
  void stop(Stop why);
}
