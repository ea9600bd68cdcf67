package dev.oneoff.admin.ledger.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines that wait to be written. When more come than fit, the oldest make room and are counted. */
final class LogBuffer {

  /** What waited, and how many lines before it were lost. */
  record Batch(List<LogLine> lines, long lost) {

    boolean isEmpty() {
      return lines.isEmpty();
    }

    /** The lines, and in the place of the lost ones how many they were. */
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

  /** It could not be written. */
  synchronized void lose(Batch batch) {
    lost += batch.lost() + batch.lines().size();
  }
}
