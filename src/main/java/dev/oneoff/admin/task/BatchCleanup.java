package dev.oneoff.admin.task;

/**
 * Deletes by itself what a query cannot name: partitions, files, what hangs together. It has no dry
 * run and no undo.
 */
public interface BatchCleanup {

  /**
   * Deletes so many at most, in the transaction that is open.
   *
   * @return how many it deleted; 0 when nothing is left
   * @throws Exception ends the run
   */
  int deleteBatch(int limit) throws Exception;
}
