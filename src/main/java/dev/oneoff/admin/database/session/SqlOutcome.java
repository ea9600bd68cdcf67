package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.statement.SqlStatement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a statement went.
 *
 * @param rows that it gave, or that it changed
 * @param changes in which tables; empty for what only reads, and where it cannot be told
 * @param wrote whether its transaction wrote anything, rows or not
 * @param undone there, where it was rolled back because it changed more than it may
 */
public record SqlOutcome(
    long rows, List<TableChange> changes, boolean wrote, Optional<Undone> undone) {

  /**
   * What is as it was.
   *
   * @param overwritten how many rows the statement would have updated or deleted
   * @param which of the rows that are there now these were, as a condition
   */
  public record Undone(long overwritten, String which) {}

  SqlOutcome(long rows, List<TableChange> changes, boolean wrote) {
    this(rows, changes, wrote, Optional.empty());
  }

  /** What is said of a statement that gave no rows: {@code UPDATE done, 0 rows}. */
  public String done(SqlStatement statement) {
    // That none of the rows was meant is the answer that somebody waits for.
    boolean counted = rows > 0 || statement.countsItsRows();
    return statement.verb()
        + " done"
        + (counted ? String.format(Locale.ROOT, rows == 1 ? ", %,d row" : ", %,d rows", rows) : "");
  }

  /** The table with most of what was overwritten. */
  Optional<String> most() {
    return changes.stream()
        .max(Comparator.comparingLong(TableChange::overwritten))
        .map(TableChange::table);
  }
}
