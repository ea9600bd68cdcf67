package dev.oneoff.admin.task;

/**
 * Changes data, one item at a time. Each item is processed exactly once, in a transaction with
 * other items; an item that throws is set aside, and the run continues.
 *
 * @param <T> an item: an entity, a {@link Row}, or whatever the author's own {@link Cursor} returns
 */
public interface DataFix<T> {

  /** Which items; called once by each process that works on a run, in a request context. */
  Items<T> items();

  /**
   * What to do with one item. Entities are managed: assigning to their fields is enough.
   *
   * @throws Exception if anything goes wrong with this item
   */
  void process(T item) throws Exception;
}
