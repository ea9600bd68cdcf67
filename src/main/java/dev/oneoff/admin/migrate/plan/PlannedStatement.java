package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.migrate.changeset.ChangesetStatus;

/**
 * A statement that the next migrate would run, and one of the tables that it locks.
 *
 * @param number in its changeset, from 1
 * @param fresh whether an earlier statement of the same plan creates the table, so that it blocks
 *     nobody
 */
public record PlannedStatement(
    ChangesetStatus changeset,
    int number,
    String sql,
    TableLock lock,
    TableSize size,
    boolean fresh) {

  /** How it affects others. */
  public String meaning() {
    return fresh ? "" : lock.meaning();
  }
}
