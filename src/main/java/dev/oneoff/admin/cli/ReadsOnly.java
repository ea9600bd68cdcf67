package dev.oneoff.admin.cli;

/**
 * A command that, while it only reads, also works if the ledger cannot be written. Its service is
 * then booted with DATABASE_READONLY_URL and cannot write at all.
 */
public interface ReadsOnly {

  /** Whether this command line only reads. */
  boolean readsOnly();

  /** Whether it may later be told to write, so that it has a safeguard of its own. */
  default boolean untilTold() {
    return false;
  }
}
