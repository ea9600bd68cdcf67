package dev.oneoff.admin.task;

/**
 * Changes data, one item at a time. Each item is processed exactly once, in a transaction with
 * other items; an item whose processing throws is set aside, and the run goes on.
 *
 * @param <T> an item: an entity, a {@link Row}, or what the author's own {@link Cursor} gives
 */
public interface DataFix<T> {

  /** Which items; asked once by each process that works on a run, in a request context. */
  Items<T> items();

  /**
   * What happens to one. An entity is managed: assigning its fields is enough.
   *
   * @throws Exception whatever goes wrong with this item
   */
  void process(T item) throws Exception;
}
