package dev.oneoff.admin.task;

/**
 * Changes data with one statement for a whole range of keys, where one entity at a time would be
 * too slow. The runner generates the statement, an HQL {@code update}; entity listeners and
 * versions are bypassed.
 *
 * @param <T> an entity
 */
public interface BulkFix<T> {

  /** Which entities; only {@link Items#of} is supported. */
  Items<T> items();

  /** What is assigned to each of them. */
  Assignment assignment();
}
