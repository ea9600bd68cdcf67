package dev.oneoff.admin.task;

/**
 * Says what goes; the runner deletes it.
 *
 * @param <T> an entity, or a {@link Row} of a table
 */
public interface Cleanup<T> {

  /** What is deleted: {@link Items#of} or {@link Items#ofTable}. */
  Items<T> items();
}
