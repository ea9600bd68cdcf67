package dev.oneoff.admin.run.batch;

import java.util.Optional;

/** Whether a run goes on: asked between batches. */
public interface Control {

  /** Why the work stops before its end. */
  enum Stop {
    /** A signal. */
    INTERRUPTED,
    /** Somebody paused the run. */
    PAUSED,
    /** Somebody cancelled it. */
    CANCELLED,
    /** The database cannot be heard. */
    LOST,
    /** More items failed than allowed. */
    TOO_MANY_FAILED,
    /** Something threw that no single item is to blame for. */
    FAILED
  }

  Optional<Stop> stopped();

  /** From now on everybody stops, for this reason if there was none before. */
  void stop(Stop why);
}
