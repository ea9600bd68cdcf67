package dev.oneoff.admin.run.step;

/** Sends to the database what entities have changed in memory. */
@FunctionalInterface
public interface Flush {
  void flush();
}
