package dev.oneoff.admin.run.batch;

/** Sends to the database what entities have changed in memory. */
@FunctionalInterface
public interface Flush {
  void flush();
}
