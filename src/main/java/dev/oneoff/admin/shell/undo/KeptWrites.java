package dev.oneoff.admin.shell.undo;

import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.shell.kept.KeptSize;
import dev.oneoff.admin.shell.kept.RowChange;
import dev.oneoff.admin.shell.wire.KeepingWire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the snippets of a session have written, most recent first, in memory and nowhere else: the
 * rows are complete, including sensitive values.
 */
public final class KeptWrites implements KeepingWire.Keeper {

  private static final int WRITES = 20;
  private static final int LONG = 60;

  /**
   * What one snippet wrote.
   *
   * @param by the beginning of its text
   * @param databases the addresses that it went to
   * @param statements in order, each with the rows that it changed
   * @param lost why it cannot be undone
   */
  record Write(
      String by, List<String> databases, List<List<RowChange>> statements, Optional<String> lost) {

    long rows() {
      return statements.stream().mapToLong(List::size).sum();
    }

    private long rows(RowChange.Kind kind) {
      return statements.stream()
          .flatMap(List::stream)
          .filter(change -> change.kind() == kind)
          .count();
    }

    /** Whether these are exactly the changes that PostgreSQL counted: triggers make others. */
    boolean isAllOf(List<TableChange> counted) {
      return rows(RowChange.Kind.INSERTED)
              == counted.stream().mapToLong(TableChange::inserted).sum()
          && rows(RowChange.Kind.UPDATED) == counted.stream().mapToLong(TableChange::updated).sum()
          && rows(RowChange.Kind.DELETED) == counted.stream().mapToLong(TableChange::deleted).sum();
    }
  }

  private final BooleanSupplier writing;
  private final Deque<Write> writes = new ArrayDeque<>();
  private final List<String> databases = new ArrayList<>();
  private final List<List<RowChange>> statements = new ArrayList<>();
  private final KeptSize size = new KeptSize();
  private Optional<String> lost = Optional.empty();
  private boolean unreported;

  public KeptWrites(BooleanSupplier writing) {
    this.writing = writing;
  }

  @Override
  public boolean isOn() {
    return writing.getAsBoolean();
  }

  @Override
  public synchronized void sentUnreported() {
    unreported = true;
  }

  @Override
  public synchronized void committed(
      String database, List<List<RowChange>> each, Optional<String> why) {
    databases.add(database);
    lost = lost.or(() -> why);
    each.forEach(size::add);
    if (size.isTooMuch()) {
      lost = lost.or(() -> Optional.of(KeptSize.TOO_MUCH));
    }
    if (lost.isEmpty()) {
      statements.addAll(each);
    } else {
      statements.clear();
    }
  }

  /**
   * A snippet has ended.
   *
   * @param text its source
   * @param wrote whether anything was committed in a transaction with a number
   * @param counted what it changed, by PostgreSQL's counts
   */
  public synchronized void end(String text, boolean wrote, List<TableChange> counted) {
    String by = beginning(text);
    Write write = new Write(by, List.copyOf(databases), List.copyOf(statements), lost);
    databases.clear();
    statements.clear();
    lost = Optional.empty();
    size.clear();
    // Locking rows, or taking a number from a sequence, needs a transaction number too.
    boolean nothing = !wrote || (counted.isEmpty() && !unreported);
    unreported = false;
    if (nothing && write.statements().isEmpty() && write.lost().isEmpty()) {
      return;
    }
    if (write.lost().isEmpty() && (counted.isEmpty() || !write.isAllOf(counted))) {
      String all = counted.isEmpty() ? uncounted(write) : more(counted);
      write = new Write(by, write.databases(), List.of(), Optional.of(all));
    }
    writes.push(write);
    while (writes.size() > WRITES || (writes.size() > 1 && isTooMuch())) {
      writes.removeLast();
    }
  }

  private static String beginning(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    boolean whole = line.length() <= LONG && line.equals(text.strip());
    return whole ? line : line.substring(0, Math.min(line.length(), LONG)) + " …";
  }

  private boolean isTooMuch() {
    KeptSize all = new KeptSize();
    writes.forEach(write -> write.statements().forEach(all::add));
    return all.isTooMuch();
  }

  private static String uncounted(Write write) {
    return write.statements().isEmpty()
        ? "it wrote, and no rows were counted"
        : "its rows were written outside of a transaction of the service's, and nobody counted what"
            + " else was changed";
  }

  private static String more(List<TableChange> counted) {
    return "it changed more than the rows that were kept, as triggers, cascades and batches do: "
        + String.join("; ", counted.stream().map(TableChange::toString).toList());
  }

  /** The last one that has not been undone. */
  synchronized Optional<Write> last() {
    return Optional.ofNullable(writes.peek());
  }

  /** It has been undone. */
  synchronized void forgetLast() {
    writes.pop();
  }
}
