package dev.oneoff.admin.run.step;

/** Sends in-memory changes of entities to the database. */
@FunctionalInterface
public interface Flush {
  void flush();
}
