package dev.oneoff.admin.cli;

/** A command whose service, where it only reads, is booted with DATABASE_READONLY_URL. */
public interface ReadsOnly {

  /** Whether this command line only reads. */
  boolean readsOnly();
}
