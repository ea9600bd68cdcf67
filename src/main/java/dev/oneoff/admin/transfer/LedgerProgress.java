package dev.oneoff.admin.transfer;

import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.ProgressDisplay;

/**
 * Also reports to the ledger how many rows have passed, and learns from it whether the run was
 * asked to wait or to end. A waiting run keeps its transaction: otherwise an export would see
 * another snapshot, and a table would have to be filled again.
 */
public final class LedgerProgress implements ProgressDisplay {

  private final ProgressDisplay shown;
  private final Invocation invocation;
  private long rows;

  /**
   * Reports what is shown.
   *
   * @param done how many rows passed before, in an attempt that this one continues
   */
  public LedgerProgress(ProgressDisplay shown, Invocation invocation, long done) {
    this.shown = shown;
    this.invocation = invocation;
    this.rows = done;
  }

  /** All workers wait here for the one that waits. */
  @Override
  public synchronized void advance(long items) {
    shown.advance(items);
    rows += items;
    invocation.processed(rows);
    try {
      invocation.control().safePoint(() -> {});
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The ledger cannot be asked whether to continue.", e);
    }
  }

  @Override
  public void close() {
    shown.close();
  }
}
