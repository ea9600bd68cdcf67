package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.ledger.RunControl;
import dev.oneoff.admin.ledger.Transcript;
import java.util.Optional;

/**
 * One invocation of a command: the console it talks through, what interrupts it, and the run that
 * the ledger keeps of it.
 */
public interface Invocation {

  /** What a command does with it. */
  interface Body {
    ExitCode run(Invocation invocation) throws Exception;
  }

  Console console();

  Interruption interruption();

  /** What {@code --reason} says, for a recorded command. */
  Optional<String> reason();

  /**
   * Tells the ledger that the work begins; may be called repeatedly. A command that is recorded
   * once it begins is expected to call it.
   */
  void begins();

  /** The same, for work that resumes this run of the ledger. */
  void begins(long former);

  /** The same, for work on a run that the caller opens, keeps alive and ends. */
  void carries(long run);

  /**
   * Compares this release with the running servers before this process opens a run of its own.
   *
   * @throws dev.oneoff.admin.AdminException {@code REFUSED} if it differs and must not
   */
  void compareRelease();

  /** How a stoppable command reports progress, and learns that it should wait or end. */
  RunControl control();

  /** Tells the ledger how many items a recorded command has processed. */
  void processed(long items);

  /**
   * Where each statement is recorded before it runs, for a recorded command on a database that has
   * a ledger.
   */
  Transcript transcript();
}
