package dev.oneoff.admin.cli;

/** A command that runs one task; the ledger finds its runs by the task's name. */
public interface OfTask {
  String taskName();
}
