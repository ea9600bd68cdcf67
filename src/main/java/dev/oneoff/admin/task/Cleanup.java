package dev.oneoff.admin.task;

/**
 * Says what to delete; the runner deletes it.
 *
 * @param <T> an entity, or a {@link Row} of a table
 */
public interface Cleanup<T> {

  /** What to delete: {@link Items#of} or {@link Items#ofTable}. */
  Items<T> items();
}
