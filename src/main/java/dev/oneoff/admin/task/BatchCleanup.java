package dev.oneoff.admin.task;

/**
 * Performs its own deletes, for what a query cannot name: partitions, files, rows that belong
 * together. It has no dry run and no undo.
 */
public interface BatchCleanup {

  /**
   * Deletes up to {@code limit} of them, in the open transaction.
   *
   * @return how many were deleted; 0 when nothing is left
   * @throws Exception ends the run
   */
  int deleteBatch(int limit) throws Exception;
}
