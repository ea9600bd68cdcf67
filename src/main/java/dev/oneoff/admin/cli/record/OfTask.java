package dev.oneoff.admin.cli.record;

/** A command that runs one task, by whose name the ledger finds its runs. */
public interface OfTask {
  String taskName();
}
