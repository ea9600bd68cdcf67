package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.ledger.log.RunLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command says, for its run's log; what it says before the run has a number is kept. */
final class SaidLines {

  private static final int EARLY = 1000;

  private final List<String> early = new ArrayList<>();
  private String last = "";
  private @Nullable RunLog log;

  synchronized void add(String sentence) {
    last = sentence;
    if (log != null) {
      log.add(sentence);
    } else if (early.size() < EARLY) {
      early.add(sentence);
    }
  }

  /** The last one; empty if nothing was said. */
  synchronized String last() {
    return last;
  }

  synchronized void logTo(RunLog opened) {
    early.forEach(opened::add);
    early.clear();
    log = opened;
  }

  void close() {
    RunLog open;
    synchronized (this) {
      open = log;
    }
    if (open != null) {
      open.close();
    }
  }
}
