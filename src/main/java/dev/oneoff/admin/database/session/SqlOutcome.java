package dev.oneoff.admin.database.session;

import dev.oneoff.admin.database.statement.SqlStatement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a statement went.
 *
 * @param rows that it returned or changed
 * @param changes by table; empty if it only read, or if they cannot be determined
 * @param wrote whether its transaction wrote anything, rows or not
 * @param undone present if it was rolled back because it changed more than allowed
 */
public record SqlOutcome(
    long rows, List<TableChange> changes, boolean wrote, Optional<Undone> undone) {

  /**
   * What was rolled back.
   *
   * @param overwritten how many rows the statement would have updated or deleted
   * @param which a condition that selects these rows among the current ones
   */
  public record Undone(long overwritten, String which) {}

  SqlOutcome(long rows, List<TableChange> changes, boolean wrote) {
    this(rows, changes, wrote, Optional.empty());
  }

  /** The message for a statement that returned no rows: {@code UPDATE done, 0 rows}. */
  public String done(SqlStatement statement) {
    // That no row matched is an answer worth giving.
    boolean counted = rows > 0 || statement.countsItsRows();
    return statement.verb()
        + " done"
        + (counted ? String.format(Locale.ROOT, rows == 1 ? ", %,d row" : ", %,d rows", rows) : "");
  }

  /** The table with the most overwritten rows. */
  Optional<String> most() {
    return changes.stream()
        .max(Comparator.comparingLong(TableChange::overwritten))
        .map(TableChange::table);
  }
}
