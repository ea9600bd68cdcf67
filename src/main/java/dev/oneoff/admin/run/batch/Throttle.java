package dev.oneoff.admin.run.batch;

/** Holds the work back while the database is under pressure. */
public interface Throttle {

  Throttle NONE = stopFlag -> {};

  /** Returns when the next batch may start, or when everybody stops. */
  void await(StopFlag stopFlag);
}
