package dev.oneoff.admin.transfer;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.ProgressDisplay;

/**
 * Tells the ledger too how many rows have passed, and hears from it whether somebody asked the run
 * to wait or to end. A run that waits keeps its transaction: an export's snapshot would be of
 * another moment, and a table would have to be filled anew.
 */
public final class Reported implements ProgressDisplay {

  private final ProgressDisplay shown;
  private final Console console;
  private long rows;

  /**
   * Tells what is shown.
   *
   * @param done how many rows passed before, in an attempt with which this one goes on
   */
  public Reported(ProgressDisplay shown, Console console, long done) {
    this.shown = shown;
    this.console = console;
    this.rows = done;
  }

  /** All workers wait here for the one that waits. */
  @Override
  public synchronized void advance(long items) {
    shown.advance(items);
    rows += items;
    console.processed(rows);
    try {
      console.control().safePoint(() -> {});
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The ledger cannot be asked whether to go on.", e);
    }
  }

  @Override
  public void close() {
    shown.close();
  }
}
