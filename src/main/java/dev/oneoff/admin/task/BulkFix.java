package dev.oneoff.admin.task;

/**
 * Changes data by one statement for a whole range of keys, where an entity at a time is too slow.
 * The runner writes the statement, an HQL {@code update}; entities, their listeners and versions do
 * not take part.
 *
 * @param <T> an entity
 */
public interface BulkFix<T> {

  /** Which entities; only {@link Items#of} will do. */
  Items<T> items();

  /** What is assigned to each of them. */
  Assignment assignment();
}
