package dev.oneoff.admin.ledger.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines waiting to be written. If more arrive than fit, the oldest are dropped and counted. */
final class LogBuffer {

  /** The waiting lines, and how many lines before them were lost. */
  record Batch(List<LogLine> lines, long lost) {

    boolean isEmpty() {
      return lines.isEmpty();
    }

    /** The lines, with a note in place of the lost ones saying how many there were. */
    List<LogLine> toWrite() {
      if (lost == 0) {
        return lines;
      }
      List<LogLine> all = new ArrayList<>();
      all.add(new LogLine(lines.get(0).at(), "… " + lost + " lines were lost here …"));
      all.addAll(lines);
      return all;
    }
  }

  private final int size;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private long lost;

  LogBuffer(int size) {
    this.size = size;
  }

  synchronized void add(String text) {
    for (LogLine line : LogLine.of(text)) {
      if (lines.size() == size) {
        lines.removeFirst();
        lost++;
      }
      lines.addLast(line);
    }
  }

  synchronized Batch take() {
    Batch batch = new Batch(List.copyOf(lines), lost);
    lines.clear();
    lost = 0;
    return batch;
  }

  /** The batch could not be written. */
  synchronized void lose(Batch batch) {
    lost += batch.lost() + batch.lines().size();
  }
}
