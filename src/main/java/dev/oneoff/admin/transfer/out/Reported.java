package dev.oneoff.admin.transfer.out;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ProgressDisplay;

/**
 * Tells the ledger too how many rows went out, and hears from it whether somebody asked the run to
 * wait or to end. A run that waits keeps its snapshot: another one would be of another moment.
 */
public final class Reported implements ProgressDisplay {

  private final ProgressDisplay shown;
  private final Console console;
  private long rows;

  public Reported(ProgressDisplay shown, Console console) {
    this.shown = shown;
    this.console = console;
  }

  /** All readers wait here for the one that waits. */
  @Override
  public synchronized void advance(long items) {
    shown.advance(items);
    rows += items;
    console.processed(rows);
    console.control().progress(rows, 0);
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
