package dev.oneoff.admin.cli;

/** A command that runs one task, by whose name the ledger finds its runs. */
public interface OfTask {
  String taskName();
}
