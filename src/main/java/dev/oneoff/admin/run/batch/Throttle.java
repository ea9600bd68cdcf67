package dev.oneoff.admin.run.batch;

/** Holds the work back while the database suffers. */
public interface Throttle {

  Throttle NONE = control -> {};

  /** Returns when the next batch may begin, or when everybody stops. */
  void await(Control control);
}
