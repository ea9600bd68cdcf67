package dev.oneoff.admin.transfer.out;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ProgressDisplay;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the ledger too how many rows went out. */
public final class Reported implements ProgressDisplay {

  private final ProgressDisplay shown;
  private final Console console;
  private final AtomicLong rows = new AtomicLong();

  public Reported(ProgressDisplay shown, Console console) {
    this.shown = shown;
    this.console = console;
  }

  @Override
  public void advance(long items) {
    shown.advance(items);
    console.processed(rows.addAndGet(items));
  }

  @Override
  public void close() {
    shown.close();
  }
}
