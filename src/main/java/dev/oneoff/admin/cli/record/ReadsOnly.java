package dev.oneoff.admin.cli.record;

/**
 * A command that, where it only reads, goes on where the ledger cannot be written. Its service is
 * booted with DATABASE_READONLY_URL then, and cannot write to its end.
 */
public interface ReadsOnly {

  /** Whether this command line only reads. */
  boolean readsOnly();

  /** Whether somebody may tell it later to write, so that it has a wall of its own. */
  default boolean untilTold() {
    return false;
  }
}
